#!/bin/sh
# Where Java is present, make sure that Spark is in .venv: the tests run it in local mode.
# Without Java nothing is installed, and the suite says that Spark did not run.
set -eu

java -version >/dev/null 2>&1 || exit 0
.venv/bin/python -c 'import pyspark' 2>/dev/null || tools/install.sh tools/spark.lock
