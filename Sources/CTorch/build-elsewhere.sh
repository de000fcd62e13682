#!/usr/bin/env bash
# Builds libctorch.so against any PyTorch 2.x that a python3 on this machine can import, with CUDA where that has it.
# usage: build-elsewhere.sh OUT_FOLDER      then: BACKLINE_CTORCH=OUT_FOLDER/libctorch.so backline train ... --device cuda
# The backline program itself comes from another machine: swift build -c release --static-swift-stdlib
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
out=${1:?usage: build-elsewhere.sh OUT_FOLDER}
mkdir -p "$out"
torch=$("${PYTHON:-python3}" -c 'import importlib.util as u; print(u.find_spec("torch").submodule_search_locations[0])')
# Wheels before 2.7 use the C++ library's old ABI.
abi=$("${PYTHON:-python3}" -c 'import torch; print(int(torch.compiled_with_cxx11_abi()))')
libraries=(-ltorch_cpu -lc10)
if [ -e "$torch/lib/libtorch_cuda.so" ] && [ -z "${CPU_ONLY:-}" ]; then
    libraries+=(-Wl,--no-as-needed -ltorch_cuda -lc10_cuda)
fi
# C++20: the headers of the newest versions (2.15) need it.
"${CXX:-g++}" -std=c++20 -O2 -fPIC -shared -D_GLIBCXX_USE_CXX11_ABI="$abi" \
    -I"$here/include" -isystem "$torch/include" -isystem "$torch/include/torch/csrc/api/include" \
    "$here/CTorch.cpp" -o "$out/libctorch.so" \
    -L"$torch/lib" "${libraries[@]}" -Wl,-rpath,"$torch/lib"
echo "built $out/libctorch.so against $torch"
