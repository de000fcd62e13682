#pragma once
#include <stddef.h>

#ifdef __cplusplus
extern "C" {
#endif

/// What became of a TOML text: `json` holds it as a JSON object, or `error` says what is wrong in `line`.
typedef struct {
    char *json;
    char *error;
    size_t line;
} toml_outcome;

/// Any bytes, null for none; never aborts. The caller frees the outcome.
toml_outcome toml_parse(const char *bytes, size_t count);

void toml_free(toml_outcome outcome);

#ifdef __cplusplus
}
#endif
