#!/bin/sh
# hold.sh PROGRAM [ARGUMENT...]: runs a test's peer until our standard input closes, which also happens when the test
# itself is killed. So no peer outlives its test.
"$@" </dev/null &
peer=$!
cat >/dev/null
kill -9 "$peer" 2>/dev/null
wait "$peer" 2>/dev/null
exit 0
