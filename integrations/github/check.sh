#!/usr/bin/env bash
# The step of action.yml that checks: inputs come from the environment, outputs go to $GITHUB_OUTPUT.
set -euo pipefail

words=(check)
add_lines() { # one word for each line that is not empty
  local line
  while IFS= read -r line; do
    if [[ -n $line ]]; then words+=("$line"); fi
  done <<<"$1"
}
add_lines "$PATHS"

# A pull request is about what it changes; its build must not turn red on a day when nobody committed.
if [[ -z $SINCE && -n ${GITHUB_BASE_REF:-} ]]; then SINCE="origin/$GITHUB_BASE_REF"; fi
if [[ -n $SINCE && $SINCE != never ]]; then words+=(--since "$SINCE"); fi
if [[ -z $AS_OF && ${GITHUB_EVENT_NAME:-} != schedule ]]; then AS_OF=commit; fi
if [[ -n $AS_OF && $AS_OF != today ]]; then words+=(--as-of "$AS_OF"); fi
if [[ -n $FAIL_ON ]]; then words+=(--fail-on "$FAIL_ON"); fi
add_lines "$ARGUMENTS"

rm -f -- "$SARIF" "$HTML"
code=0
compliance "${words[@]}" --output "sarif=$SARIF" --output "html=$HTML" || code=$?

{
  echo "exit-code=$code"
  for name in sarif html; do
    file=${name^^}
    if [[ -f ${!file} ]]; then echo "$name=${!file}"; fi
  done
} >>"$GITHUB_OUTPUT"
exit "$code"
