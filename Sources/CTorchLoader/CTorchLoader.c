#include "CTorchLoader.h"

#include <dlfcn.h>
#include <stdio.h>

const CTorchAPI *ctorch_load(const char *path, char *reason, size_t capacity) {
    void *library = dlopen(path, RTLD_NOW | RTLD_LOCAL);
    if (!library) {
        snprintf(reason, capacity, "%s", dlerror());
        return NULL;
    }
    const CTorchAPI *(*entry)(void) = (const CTorchAPI *(*)(void))dlsym(library, "ctorch_api");
    if (!entry) {
        snprintf(reason, capacity, "%s has no entry point ctorch_api", path);
        dlclose(library);
        return NULL;
    }
    const CTorchAPI *api = entry();
    if (api->abi != CTORCH_ABI) {
        snprintf(reason, capacity, "%s speaks version %d of the engine's API, this program %d", path, api->abi, CTORCH_ABI);
        return NULL;
    }
    return api;
}
