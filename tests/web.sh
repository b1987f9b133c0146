#!/bin/bash
# The pages in a browser: every *_case.mjs in tests/web/, against a demo municipality that the
# program under test serves. WEB_CASES selects by words of a case's name.
exec tools/web.sh run ${WEB_CASES:+"$WEB_CASES"}
