"""When the branches lend."""

def loans_by_day(loans:
    return loans
