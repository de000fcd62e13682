"""Makes tensors.safetensors: what PyTorch answers to the operators, layers and optimizers that Tensors offers.

    python3 make_tensors.py        (PyTorch 2.x and numpy; made with 2.15.0 on a CPU)

Inputs stand in the file beside the answers, so the tests draw nothing at random. "op.in" is an input, "op.out" the
answer. The file is written by hand: 8 bytes of header length, a JSON header, the numbers.
"""

import json
import pathlib
import struct

import torch
import torch.nn.functional as F

torch.manual_seed(20240229)
torch.set_num_threads(1)
arrays = {}


def keep(**named):
    for name, value in named.items():
        arrays[name.replace("__", ".")] = value.detach().clone()


def normal(*shape):
    return torch.randn(*shape)


# Element by element. Values on both sides of 0, and 0 itself.
x = torch.tensor([-6.0, -2.5, -1.0, -0.3, 0.0, 0.2, 0.9, 1.7, 4.0, 25.0])
positive = x.abs() + 0.1
keep(
    unary__x=x, unary__positive=positive, unary__exp=x.clamp(max=5).exp(), unary__log=positive.log(),
    unary__sqrt=positive.sqrt(), unary__rsqrt=positive.rsqrt(), unary__tanh=x.tanh(), unary__sigmoid=x.sigmoid(),
    unary__sin=x.sin(), unary__cos=x.cos(), unary__relu=x.relu(), unary__silu=F.silu(x), unary__gelu=F.gelu(x),
    unary__mish=F.mish(x), unary__softplus=F.softplus(x), unary__leaky=F.leaky_relu(x, 0.1),
    unary__power=positive.pow(1.5),
)

# Products
a, b = normal(2, 1, 3, 4), normal(5, 4, 2)
keep(matmul__a=a, matmul__b=b, matmul__out=a @ b)
x, w, bias = normal(2, 3, 5), normal(4, 5), normal(4)
keep(linear__x=x, linear__w=w, linear__b=bias, linear__out=F.linear(x, w, bias), linear__plain=F.linear(x, w))

# Convolutions
x, w, bias = normal(2, 4, 17), normal(6, 2, 3), normal(6)
keep(
    conv1d__x=x, conv1d__w=w, conv1d__b=bias,
    conv1d__out=F.conv1d(x, w, bias, stride=2, padding=3, dilation=2, groups=2),
)
x, w, bias = normal(2, 3, 7, 9), normal(4, 3, 3, 3), normal(4)
keep(
    conv2d__x=x, conv2d__w=w, conv2d__b=bias, conv2d__out=F.conv2d(x, w, bias, padding=1),
    conv2d__strided=F.conv2d(x, w, stride=2, dilation=2, padding=1),
)
x, w, bias = normal(2, 4, 6), normal(4, 3, 4), normal(6)
keep(
    transposed__x=x, transposed__w=w, transposed__b=bias,
    transposed__out=F.conv_transpose1d(x, w, bias, stride=3, padding=1, output_padding=1, groups=2, dilation=2),
)

# Normalisation
x, w, bias = normal(3, 4, 6) * 3 + 1, normal(6), normal(6)
keep(layernorm__x=x, layernorm__w=w, layernorm__b=bias, layernorm__out=F.layer_norm(x, (6,), w, bias))
x, w, bias = normal(2, 6, 5) * 3 + 1, normal(6), normal(6)
keep(groupnorm__x=x, groupnorm__w=w, groupnorm__b=bias, groupnorm__out=F.group_norm(x, 3, w, bias))
keep(softmax__x=x, softmax__out=x.softmax(1), softmax__log=x.log_softmax(-1), softmax__cumulative=x.cumsum(2))

# Shapes and reductions
x = normal(2, 3, 11)
keep(
    shape__x=x, shape__unfold=x.unfold(-1, 4, 3), shape__interpolate=F.interpolate(x, size=27, mode="linear"),
    shape__shorter=F.interpolate(x, size=5, mode="linear"), shape__reflect=F.pad(x, (3, 2), mode="reflect"),
    shape__replicate=F.pad(x, (3, 2), mode="replicate"), shape__permute=x.permute(2, 0, 1), shape__flip=x.flip(1),
    shape__mean=x.mean((0, 2)), shape__sum=x.sum((1,), keepdim=True), shape__max=x.amax((2,)), shape__min=x.amin((0, 1)),
    shape__argmax=x.argmax(2),
)

# Fourier and overlap-add
x = normal(2, 12)
spectrum = torch.fft.rfft(x)
keep(
    fourier__x=x, fourier__out=torch.view_as_real(spectrum), fourier__back=torch.fft.irfft(spectrum * (1 + 2j), 12),
    fourier__turned=torch.view_as_real(spectrum * (1 + 2j)),
)
frames = normal(2, 6, 5)
keep(overlap__x=frames, overlap__out=F.fold(frames, (1, 4 * 2 + 6), (1, 6), stride=(1, 2)).reshape(2, 14))

# Losses
logits, targets = normal(2, 5, 7), torch.randint(0, 7, (2, 5))
targets[0, 1] = targets[1, 4] = -1
keep(
    entropy__logits=logits, entropy__targets=targets,
    entropy__out=F.cross_entropy(logits.reshape(-1, 7), targets.reshape(-1), ignore_index=-1),
)
logits, wanted, weights = normal(3, 4) * 3, torch.rand(3, 4), torch.rand(3, 4) * 2
keep(
    bce__logits=logits, bce__targets=wanted, bce__weights=weights,
    bce__out=F.binary_cross_entropy_with_logits(logits, wanted),
    bce__weighted=F.binary_cross_entropy_with_logits(logits, wanted, weight=weights),
)


# A small network: convolution, group norm, SiLU, linear, mean squared error; its gradients, then five steps of AdamW
# with weight decay and clipping.
def forward(p, x):
    hidden = F.silu(F.group_norm(F.conv1d(x, p["conv.weight"], p["conv.bias"], padding=1), 2, p["norm.weight"], p["norm.bias"]))
    return F.linear(hidden.transpose(1, 2), p["out.weight"], p["out.bias"])


names = {
    "conv.weight": (4, 3, 3), "conv.bias": (4,), "norm.weight": (4,), "norm.bias": (4,), "out.weight": (2, 4),
    "out.bias": (2,),
}
x, y = normal(2, 3, 8), normal(2, 8, 2) * 2
parameters = {name: (normal(*shape) * 0.5).requires_grad_() for name, shape in names.items()}
arrays.update({"net.x": x, "net.y": y} | {"net." + name: p.detach().clone() for name, p in parameters.items()})
optimizer = torch.optim.AdamW(parameters.values(), lr=0.03, betas=(0.8, 0.95), eps=1e-6, weight_decay=0.1)
losses, norms = [], []
averages = {name: p.detach().clone() for name, p in parameters.items()}
for step in range(5):
    optimizer.zero_grad()
    loss = F.mse_loss(forward(parameters, x), y)
    loss.backward()
    if step == 0:
        arrays.update({"net.gradient." + name: p.grad.clone() for name, p in parameters.items()})
    norms.append(torch.nn.utils.clip_grad_norm_(parameters.values(), 0.5))
    if step == 0:
        arrays.update({"net.clipped." + name: p.grad.clone() for name, p in parameters.items()})
    optimizer.step()
    losses.append(loss.detach())
    decay = min(0.9, (1 + step) / (10 + step))
    for name, p in parameters.items():
        averages[name] = decay * averages[name] + (1 - decay) * p.detach()
arrays.update({"net.after." + name: p.detach() for name, p in parameters.items()})
arrays.update({"net.average." + name: value for name, value in averages.items()})
keep(net__losses=torch.stack(losses), net__norms=torch.stack(norms))

types = {torch.float32: "F32", torch.int64: "I64"}
header, body = {}, b""
for name, value in arrays.items():
    data = value.contiguous().numpy().tobytes()
    header[name] = {
        "dtype": types[value.dtype], "shape": list(value.shape), "data_offsets": [len(body), len(body) + len(data)]}
    body += data
text = json.dumps(header, separators=(",", ":")).encode()
text += b" " * (-len(text) % 8)
path = pathlib.Path(__file__).with_name("tensors.safetensors")
path.write_bytes(struct.pack("<Q", len(text)) + text + body)
print(path, path.stat().st_size, "bytes")
