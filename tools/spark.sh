#!/bin/sh
# Where Java is present, make sure that Spark is in .venv: the tests run it in local mode.
# Without Java nothing is installed, and the suite says that Spark did not run.
set -eu

java -version >/dev/null 2>&1 || exit 0
.venv/bin/python -c 'import pyspark' 2>/dev/null && exit 0
echo "Setting up Spark from tools/spark.lock …"
.venv/bin/python -m pip install --quiet --disable-pip-version-check --use-pep517 --require-hashes -r tools/spark.lock
