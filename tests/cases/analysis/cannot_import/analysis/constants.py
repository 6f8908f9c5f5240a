"""Constants."""

import spreadsheets

NOTHING = spreadsheets.NOTHING
