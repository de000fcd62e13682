// Loads libctorch.so the first time something computes, so that a program that does not compute never pays for it.
#pragma once
#include "../../CTorch/include/CTorch.h"

#ifdef __cplusplus
extern "C" {
#endif

/// Opens the library and returns its table, or NULL with the reason in `reason` (at most `capacity` bytes, ended by 0).
const CTorchAPI *ctorch_load(const char *path, char *reason, size_t capacity);

#ifdef __cplusplus
}
#endif
