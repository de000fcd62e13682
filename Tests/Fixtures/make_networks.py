"""Makes networks.safetensors: what PyTorch answers to the blocks of Networks.

    python3 make_networks.py        (PyTorch 2.x and numpy; made with 2.15.0 on a CPU)

Parameters stand under the keys that the Swift blocks declare ("mixing.attention.qkv.weight"), inputs and answers under
"io.". Attention is PyTorch's own, rotary positions are complex multiplication: other ways than in Swift to the same
numbers. The file is written by hand: 8 bytes of header length, a JSON header, the numbers.
"""

import json
import pathlib
import struct

import torch
import torch.nn.functional as F

torch.manual_seed(20240407)
torch.set_num_threads(1)
arrays = {}


def normal(*shape, scale=1.0):
    return torch.randn(*shape) * scale


def parameter(key, *shape, scale=0.3, shift=0.0):
    arrays[key] = normal(*shape, scale=scale) + shift
    return arrays[key]


def linear(key, inputs, outputs, scale=0.3):
    weight, bias = parameter(key + ".weight", outputs, inputs, scale=scale), parameter(key + ".bias", outputs)
    return lambda x: F.linear(x, weight, bias)


def norm(key, width):
    weight, bias = parameter(key + ".weight", width, shift=1.0), parameter(key + ".bias", width)
    return lambda x: F.layer_norm(x, (width,), weight, bias)


def depthwise(key, width, kernel):
    weight, bias = parameter(key + ".weight", width, 1, kernel), parameter(key + ".bias", width)
    return lambda x: F.conv1d(x.transpose(1, 2), weight, bias, padding=kernel // 2, groups=width).transpose(1, 2)


def forward(key, width, expansion):
    widen, narrow = linear(key + ".widen", width, expansion * width), linear(key + ".narrow", expansion * width, width)
    return lambda x: narrow(F.gelu(widen(x)))


def rotate(x):
    """RoFormer, section 3.2: the pair (x_i, x_(i + D/2)) as a complex number times e^(i position theta_i)."""
    half, length = x.shape[-1] // 2, x.shape[-2]
    theta = 10000.0 ** (-torch.arange(half, dtype=torch.float64) / half)
    turn = torch.polar(torch.ones(length, half, dtype=torch.float64), torch.arange(length)[:, None] * theta)
    pairs = torch.complex(x[..., :half].double(), x[..., half:].double()) * turn
    return torch.cat([pairs.real, pairs.imag], -1).float()


def attention(key, width, heads):
    project, output = linear(key + ".qkv", width, 3 * width), linear(key + ".out", width, width)

    def run(x):
        queries, keys, values = (
            part.unflatten(-1, (heads, width // heads)).transpose(1, 2) for part in project(x).chunk(3, -1))
        mixed = F.scaled_dot_product_attention(rotate(queries), rotate(keys), values)
        return output(mixed.transpose(1, 2).flatten(2))

    return run


def io(name, **tensors):
    for key, value in tensors.items():
        arrays[f"io.{name}.{key}"] = value.clone()


width, heads = 12, 3
x = normal(2, 3, 7, 8)
io("rotary", x=x, out=rotate(x))

x = normal(2, 9, width)
io("attention", x=x, out=attention("attention", width, heads)(x))

conv = depthwise("depthwise", 5, 7)
x = normal(2, 11, 5)
io("depthwise", x=x, out=conv(x))

x = normal(2, 10, width)
norms = [norm(f"mixing.norms.{i}", width) for i in range(4)]
conv, heed = depthwise("mixing.convolution", width, 5), attention("mixing.attention", width, heads)
forwards = [forward(f"mixing.forwards.{i}", width, 2) for i in range(2)]
y = x
for part, before in zip([conv, forwards[0], heed, forwards[1]], norms):
    y = y + part(before(y))
io("mixing", x=x, out=y)

x, condition = normal(2, 10, width), normal(2, width)
modulate = linear("adaptive.modulation", width, 12 * width)
conv, heed = depthwise("adaptive.convolution", width, 5), attention("adaptive.attention", width, heads)
forwards = [forward(f"adaptive.forwards.{i}", width, 2) for i in range(2)]
# (B, 12 C): shift, scale and gate of the convolution, the first forward, the attention, the second forward
parts = modulate(F.silu(condition)).unflatten(-1, (4, 3, width))[:, :, :, None]
y = x
for index, part in enumerate([conv, forwards[0], heed, forwards[1]]):
    shift, scale, gate = parts[:, index].unbind(1)
    y = y + gate * part(F.layer_norm(y, (width,)) * (1 + scale) + shift)
io("adaptive", x=x, condition=condition, out=y)

conv, before = depthwise("convnext.dwconv", 6, 7), norm("convnext.norm", 6)
widen, narrow = linear("convnext.pwconv1", 6, 18), linear("convnext.pwconv2", 18, 6)
gamma = parameter("convnext.gamma", 6)
x = normal(2, 13, 6)
io("convnext", x=x, out=x + gamma * narrow(F.gelu(widen(before(conv(x))))))

first, second = linear("fourier.first", 16, 10), linear("fourier.second", 10, 10)
x = torch.tensor([-1.5, 0.0, 0.37, 2.0])
angles = x[:, None] * 2.0 ** torch.linspace(-2, 6, 8)
io("fourier", x=x, out=second(F.silu(first(torch.cat([angles.sin(), angles.cos()], -1)))))

header, body = {}, b""
for name, value in arrays.items():
    data = value.contiguous().numpy().tobytes()
    header[name] = {
        "dtype": "F32", "shape": list(value.shape), "data_offsets": [len(body), len(body) + len(data)]}
    body += data
text = json.dumps(header, separators=(",", ":")).encode()
text += b" " * (-len(text) % 8)
path = pathlib.Path(__file__).with_name("networks.safetensors")
path.write_bytes(struct.pack("<Q", len(text)) + text + body)
print(path, path.stat().st_size, "bytes")
