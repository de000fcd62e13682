#include "CTorch.h"

#include <ATen/ATen.h>
#include <ATen/CPUGeneratorImpl.h>
#include <ATen/Parallel.h>
#include <torch/csrc/autograd/autograd.h>
#include <torch/torch.h>
#include <torch/version.h>

#include <malloc.h>

#include <string>
#include <vector>

namespace {

thread_local std::string lastError;
thread_local bool reducedPrecision = false;

using Sizes = at::IntArrayRef;

const at::Tensor &get(const CTorchTensor *handle) { return *reinterpret_cast<const at::Tensor *>(handle); }
at::Tensor &get(CTorchTensor *handle) { return *reinterpret_cast<at::Tensor *>(handle); }
at::Generator &get(CTorchGenerator *handle) { return *reinterpret_cast<at::Generator *>(handle); }
CTorchTensor *give(at::Tensor tensor) { return reinterpret_cast<CTorchTensor *>(new at::Tensor(std::move(tensor))); }
c10::optional<at::Tensor> maybe(const CTorchTensor *handle) {
    return handle ? c10::optional<at::Tensor>(get(handle)) : c10::nullopt;
}

/// Keeps the reason of the exception that is being handled: its first line, without libtorch's C++ backtrace.
void keepReason() {
    try {
        throw;
    } catch (const c10::Error &error) {
        lastError = error.what_without_backtrace();
    } catch (const std::exception &error) {
        lastError = error.what();
    } catch (...) {
        lastError = "unknown C++ exception";
    }
}

template <typename Body> CTorchTensor *tensor(Body body) {
    try {
        return give(body());
    } catch (...) {
        keepReason();
        return nullptr;
    }
}

template <typename Body> int32_t status(Body body) {
    try {
        body();
        return 0;
    } catch (...) {
        keepReason();
        return -1;
    }
}

at::ScalarType scalarType(CTorchType type) {
    switch (type) {
    case CTORCH_FLOAT32: return at::kFloat;
    case CTORCH_FLOAT16: return at::kHalf;
    case CTORCH_BFLOAT16: return at::kBFloat16;
    case CTORCH_INT64: return at::kLong;
    case CTORCH_BOOL: return at::kBool;
    }
    throw std::runtime_error("unknown element type");
}

at::Device deviceOf(CTorchDevice device) { return at::Device(device == CTORCH_CUDA ? at::kCUDA : at::kCPU); }

/// A linear layer. A single row, as a language model has at every token, is a product of a matrix and a vector: as a product of
/// matrices, all weights would be packed anew for it.
at::Tensor linearLayer(const at::Tensor &x, const at::Tensor &weight, const c10::optional<at::Tensor> &bias) {
    bool isRow = x.dim() > 0 && x.numel() == x.size(-1) && x.is_cpu() && x.scalar_type() == at::kFloat
        && !at::GradMode::is_enabled();
    if (!isRow) return at::linear(x, weight, bias);
    at::Tensor y = at::mv(weight, x.reshape({-1}));
    if (bias) y.add_(*bias);
    auto sizes = x.sizes().vec();
    sizes.back() = y.size(0);
    return y.reshape(sizes);
}

at::Tensor unary(CTorchUnary operation, const at::Tensor &x) {
    switch (operation) {
    case CTORCH_NEG: return at::neg(x);
    case CTORCH_EXP: return at::exp(x);
    case CTORCH_LOG: return at::log(x);
    case CTORCH_SQRT: return at::sqrt(x);
    case CTORCH_RSQRT: return at::rsqrt(x);
    case CTORCH_SQUARE: return at::square(x);
    case CTORCH_ABS: return at::abs(x);
    case CTORCH_SIN: return at::sin(x);
    case CTORCH_COS: return at::cos(x);
    case CTORCH_TANH: return at::tanh(x);
    case CTORCH_SIGMOID: return at::sigmoid(x);
    case CTORCH_RELU: return at::relu(x);
    case CTORCH_SILU: return at::silu(x);
    case CTORCH_GELU: return at::gelu(x);
    case CTORCH_MISH: return at::mish(x);
    case CTORCH_SOFTPLUS: return at::softplus(x);
    case CTORCH_DETACH: return x.detach();
    case CTORCH_CONTIGUOUS: return x.contiguous();
    }
    throw std::runtime_error("unknown unary operation");
}

at::Tensor binary(CTorchBinary operation, const at::Tensor &a, const at::Tensor &b) {
    switch (operation) {
    case CTORCH_ADD: return at::add(a, b);
    case CTORCH_SUB: return at::sub(a, b);
    case CTORCH_MUL: return at::mul(a, b);
    case CTORCH_DIV: return at::div(a, b);
    case CTORCH_MAXIMUM: return at::maximum(a, b);
    case CTORCH_MINIMUM: return at::minimum(a, b);
    case CTORCH_MATMUL: return at::matmul(a, b);
    case CTORCH_ATAN2: return at::atan2(a, b);
    }
    throw std::runtime_error("unknown binary operation");
}

at::Tensor scalar(CTorchScalar operation, const at::Tensor &x, double value) {
    switch (operation) {
    case CTORCH_SCALAR_ADD: return at::add(x, value);
    case CTORCH_SCALAR_MUL: return at::mul(x, value);
    case CTORCH_SCALAR_POW: return at::pow(x, value);
    case CTORCH_SCALAR_GT: return at::gt(x, value);
    case CTORCH_SCALAR_GE: return at::ge(x, value);
    case CTORCH_SCALAR_EQ: return at::eq(x, value);
    case CTORCH_CLAMP_MIN: return at::clamp_min(x, value);
    case CTORCH_CLAMP_MAX: return at::clamp_max(x, value);
    case CTORCH_LEAKY_RELU: return at::leaky_relu(x, value);
    }
    throw std::runtime_error("unknown scalar operation");
}

at::Tensor reduce(CTorchReduction operation, const at::Tensor &x, Sizes dimensions, bool keep) {
    switch (operation) {
    case CTORCH_SUM: return at::sum(x, dimensions, keep);
    case CTORCH_MEAN: return at::mean(x, dimensions, keep);
    case CTORCH_AMAX: return at::amax(x, dimensions, keep);
    case CTORCH_AMIN: return at::amin(x, dimensions, keep);
    }
    throw std::runtime_error("unknown reduction");
}

at::Tensor pad(const at::Tensor &x, int64_t before, int64_t after, CTorchPadding mode) {
    switch (mode) {
    case CTORCH_PAD_ZERO: return at::constant_pad_nd(x, {before, after}, 0);
    case CTORCH_PAD_REFLECT: return at::reflection_pad1d(x, {before, after});
    case CTORCH_PAD_REPLICATE: return at::replication_pad1d(x, {before, after});
    }
    throw std::runtime_error("unknown padding");
}

/// As the products of a layer are to be computed.
at::Tensor operand(const at::Tensor &x) {
    return reducedPrecision && x.scalar_type() == at::kFloat ? x.to(at::kBFloat16) : x;
}

c10::optional<at::Tensor> operand(const CTorchTensor *handle) {
    return handle ? c10::optional<at::Tensor>(operand(get(handle))) : c10::nullopt;
}

at::Tensor result(const at::Tensor &x, const at::Tensor &input) { return x.to(input.scalar_type()); }

at::Tensor drawn(const at::Tensor &values, CTorchDevice device) {
    return device == CTORCH_CPU ? values : values.to(deviceOf(device));
}

at::Tensor overlapAdd(const at::Tensor &frames, int64_t hop) {
    const int64_t size = frames.size(1), count = frames.size(2);
    const int64_t length = (count - 1) * hop + size;
    return at::col2im(frames, {1, length}, {1, size}, {1, 1}, {0, 0}, {1, hop}).reshape({frames.size(0), length});
}

/// One parameter's step; written in place, so it must run without gradients.
void adamW(
    at::Tensor &parameter, at::Tensor &first, at::Tensor &second, double rate, double beta1, double beta2,
    double epsilon, double decay, int64_t step) {
    const at::Tensor &gradient = parameter.grad();
    if (!gradient.defined()) return;
    parameter.mul_(1 - rate * decay);
    first.mul_(beta1).add_(gradient, 1 - beta1);
    second.mul_(beta2).addcmul_(gradient, gradient, 1 - beta2);
    const double correction1 = 1 - std::pow(beta1, double(step)), correction2 = 1 - std::pow(beta2, double(step));
    const at::Tensor denominator = second.sqrt().div_(std::sqrt(correction2)).add_(epsilon);
    parameter.addcdiv_(first, denominator, -rate / correction1);
}

double clipGradients(CTorchTensor *const *parameters, int32_t count, double limit) {
    at::NoGradGuard guard;
    at::Tensor sum;
    for (int32_t index = 0; index < count; ++index) {
        const at::Tensor &gradient = get(parameters[index]).grad();
        if (!gradient.defined()) continue;
        const at::Tensor square = gradient.square().sum();
        sum = sum.defined() ? sum + square : square;
    }
    const double norm = sum.defined() ? std::sqrt(sum.item<double>()) : 0;
    if (norm > limit) {
        for (int32_t index = 0; index < count; ++index) {
            at::Tensor gradient = get(parameters[index]).grad();
            if (gradient.defined()) gradient.mul_(limit / (norm + 1e-6));
        }
    }
    return norm;
}

const CTorchAPI api = {
    .abi = CTORCH_ABI,
    .version = []() -> const char * { return TORCH_VERSION; },
    .last_error = []() -> const char * { return lastError.c_str(); },
    .set_threads = [](int32_t count) { status([&] { at::set_num_threads(count); }); },
    .threads = []() -> int32_t { return at::get_num_threads(); },
    .cuda_available = []() -> int32_t { return torch::cuda::is_available() ? 1 : 0; },
    .synchronize = [](CTorchDevice device) -> int32_t {
        return status([&] {
            if (device == CTORCH_CUDA) torch::cuda::synchronize();
        });
    },

    .set_reduced_precision = [](int32_t enabled) -> int32_t {
        const bool previous = reducedPrecision;
        reducedPrecision = enabled != 0;
        return previous ? 1 : 0;
    },
    .reduced_precision_supported = [](CTorchDevice device) -> int32_t {
#if defined(__x86_64__)
        return device == CTORCH_CUDA || __builtin_cpu_supports("avx512bf16");
#else
        return device == CTORCH_CUDA;
#endif
    },

    .release = [](CTorchTensor *handle) { delete reinterpret_cast<at::Tensor *>(handle); },
    .alias = [](const CTorchTensor *x) { return tensor([&] { return get(x); }); },
    .rank = [](const CTorchTensor *x) -> int32_t { return int32_t(get(x).dim()); },
    .shape =
        [](const CTorchTensor *x, int64_t *sizes) {
            const auto shape = get(x).sizes();
            std::copy(shape.begin(), shape.end(), sizes);
        },
    .type = [](const CTorchTensor *x) -> CTorchType {
        switch (get(x).scalar_type()) {
        case at::kHalf: return CTORCH_FLOAT16;
        case at::kBFloat16: return CTORCH_BFLOAT16;
        case at::kLong: return CTORCH_INT64;
        case at::kBool: return CTORCH_BOOL;
        default: return CTORCH_FLOAT32;
        }
    },
    .device = [](const CTorchTensor *x) -> CTorchDevice { return get(x).is_cuda() ? CTORCH_CUDA : CTORCH_CPU; },

    .from_data = [](const void *data, CTorchType type, const int64_t *shape, int32_t rank, CTorchDevice device) {
        return tensor([&] {
            const auto options = at::TensorOptions().dtype(scalarType(type));
            return at::from_blob(const_cast<void *>(data), Sizes(shape, rank), options)
                .to(deviceOf(device), false, /*copy=*/true);
        });
    },
    .full = [](double value, CTorchType type, const int64_t *shape, int32_t rank, CTorchDevice device) {
        return tensor([&] {
            return at::full(
                Sizes(shape, rank), value, at::TensorOptions().dtype(scalarType(type)).device(deviceOf(device)));
        });
    },
    .arange = [](int64_t count, CTorchDevice device) {
        return tensor([&] { return at::arange(count, at::TensorOptions().dtype(at::kFloat).device(deviceOf(device))); });
    },
    .normal = [](const int64_t *shape, int32_t rank, CTorchGenerator *generator, CTorchDevice device) {
        return tensor([&] { return drawn(at::randn(Sizes(shape, rank), get(generator)), device); });
    },
    .uniform = [](const int64_t *shape, int32_t rank, CTorchGenerator *generator, CTorchDevice device) {
        return tensor([&] { return drawn(at::rand(Sizes(shape, rank), get(generator)), device); });
    },

    .read_floats = [](const CTorchTensor *x, float *data) -> int32_t {
        return status([&] {
            const at::Tensor plain = get(x).detach().to(at::kCPU, at::kFloat).contiguous();
            std::copy_n(plain.data_ptr<float>(), plain.numel(), data);
        });
    },
    .read_integers = [](const CTorchTensor *x, int64_t *data) -> int32_t {
        return status([&] {
            const at::Tensor plain = get(x).detach().to(at::kCPU, at::kLong).contiguous();
            std::copy_n(plain.data_ptr<int64_t>(), plain.numel(), data);
        });
    },
    .convert = [](const CTorchTensor *x, CTorchType type, CTorchDevice device) {
        return tensor([&] { return get(x).to(deviceOf(device), scalarType(type)); });
    },

    .unary = [](CTorchUnary operation, const CTorchTensor *x) {
        return tensor([&] { return unary(operation, get(x)); });
    },
    .binary = [](CTorchBinary operation, const CTorchTensor *a, const CTorchTensor *b) {
        return tensor([&] { return binary(operation, get(a), get(b)); });
    },
    .scalar = [](CTorchScalar operation, const CTorchTensor *x, double value) {
        return tensor([&] { return scalar(operation, get(x), value); });
    },
    .where = [](const CTorchTensor *condition, const CTorchTensor *a, const CTorchTensor *b) {
        return tensor([&] { return at::where(get(condition), get(a), get(b)); });
    },
    .linear = [](const CTorchTensor *x, const CTorchTensor *weight, const CTorchTensor *bias) {
        return tensor([&] { return result(linearLayer(operand(get(x)), operand(get(weight)), operand(bias)), get(x)); });
    },
    .convolution = [](
        const CTorchTensor *x, const CTorchTensor *weight, const CTorchTensor *bias, const int64_t *stride,
        const int64_t *padding, const int64_t *dilation, int32_t spatial, int32_t transposed,
        const int64_t *outputPadding, int64_t groups) {
        return tensor([&] {
            return result(
                at::convolution(
                    operand(get(x)), operand(get(weight)), operand(bias), Sizes(stride, spatial),
                    Sizes(padding, spatial), Sizes(dilation, spatial), transposed != 0, Sizes(outputPadding, spatial),
                    groups),
                get(x));
        });
    },
    .layer_norm = [](
        const CTorchTensor *x, int64_t size, const CTorchTensor *weight, const CTorchTensor *bias, double epsilon) {
        return tensor([&] { return at::layer_norm(get(x), {size}, maybe(weight), maybe(bias), epsilon); });
    },
    .group_norm = [](
        const CTorchTensor *x, int64_t groups, const CTorchTensor *weight, const CTorchTensor *bias, double epsilon) {
        return tensor([&] { return at::group_norm(get(x), groups, maybe(weight), maybe(bias), epsilon); });
    },
    .embedding = [](const CTorchTensor *weight, const CTorchTensor *indices) {
        return tensor([&] { return at::embedding(get(weight), get(indices)); });
    },
    .lstm = [](
        const CTorchTensor *x, CTorchTensor *const *weights, int32_t layers, CTorchTensor *const *state,
        CTorchTensor **results) -> int32_t {
        return status([&] {
            std::vector<at::Tensor> parameters;
            for (int32_t index = 0; index < 4 * layers; ++index) parameters.push_back(get(weights[index]));
            const auto [output, hidden, cell] = at::lstm(
                get(x), {get(state[0]), get(state[1])}, parameters, /*has_biases=*/true, layers, /*dropout=*/0,
                /*train=*/false, /*bidirectional=*/false, /*batch_first=*/false);
            results[0] = give(output);
            results[1] = give(hidden);
            results[2] = give(cell);
        });
    },

    .reshape = [](const CTorchTensor *x, const int64_t *shape, int32_t rank) {
        return tensor([&] { return get(x).reshape(Sizes(shape, rank)); });
    },
    .permute = [](const CTorchTensor *x, const int64_t *order, int32_t rank) {
        return tensor([&] { return get(x).permute(Sizes(order, rank)); });
    },
    .expand = [](const CTorchTensor *x, const int64_t *shape, int32_t rank) {
        return tensor([&] { return get(x).expand(Sizes(shape, rank)); });
    },
    .narrow = [](const CTorchTensor *x, int64_t dimension, int64_t start, int64_t length) {
        return tensor([&] { return get(x).narrow(dimension, start, length); });
    },
    .concatenate = [](CTorchTensor *const *handles, int32_t count, int64_t dimension) {
        return tensor([&] {
            std::vector<at::Tensor> parts;
            for (int32_t index = 0; index < count; ++index) parts.push_back(get(handles[index]));
            return at::cat(parts, dimension);
        });
    },
    .index_select = [](const CTorchTensor *x, int64_t dimension, const CTorchTensor *indices) {
        return tensor([&] { return at::index_select(get(x), dimension, get(indices)); });
    },
    .flip = [](const CTorchTensor *x, int64_t dimension) { return tensor([&] { return at::flip(get(x), {dimension}); }); },
    .pad = [](const CTorchTensor *x, int64_t before, int64_t after, CTorchPadding mode) {
        return tensor([&] { return pad(get(x), before, after, mode); });
    },
    .unfold = [](const CTorchTensor *x, int64_t dimension, int64_t size, int64_t step) {
        return tensor([&] { return get(x).unfold(dimension, size, step); });
    },
    .interpolate = [](const CTorchTensor *x, int64_t length) {
        return tensor([&] { return at::upsample_linear1d(get(x), {length}, /*align_corners=*/false); });
    },

    .reduce = [](CTorchReduction operation, const CTorchTensor *x, const int64_t *dimensions, int32_t count, int32_t keep) {
        return tensor([&] { return reduce(operation, get(x), Sizes(dimensions, count), keep != 0); });
    },
    .argmax = [](const CTorchTensor *x, int64_t dimension) { return tensor([&] { return at::argmax(get(x), dimension); }); },
    .softmax = [](const CTorchTensor *x, int64_t dimension, int32_t logarithm) {
        return tensor(
            [&] { return logarithm ? at::log_softmax(get(x), dimension) : at::softmax(get(x), dimension); });
    },
    .cumulative_sum = [](const CTorchTensor *x, int64_t dimension) {
        return tensor([&] { return at::cumsum(get(x), dimension); });
    },

    .cross_entropy = [](const CTorchTensor *logits, const CTorchTensor *targets) {
        return tensor([&] {
            const at::Tensor flat = get(logits).reshape({-1, get(logits).size(-1)}), wanted = get(targets).reshape({-1});
            const at::Tensor left = at::where(wanted.lt(0), at::full_like(wanted, -100), wanted);
            const at::Tensor sum = at::cross_entropy_loss(flat, left, {}, at::Reduction::Sum, -100);
            return sum / wanted.ge(0).sum().clamp_min(1);
        });
    },
    .binary_cross_entropy = [](const CTorchTensor *logits, const CTorchTensor *targets, const CTorchTensor *weights) {
        return tensor(
            [&] { return at::binary_cross_entropy_with_logits(get(logits), get(targets), maybe(weights)); });
    },

    .real_fourier = [](const CTorchTensor *x) { return tensor([&] { return at::view_as_real(at::fft_rfft(get(x))); }); },
    .inverse_real_fourier = [](const CTorchTensor *x, int64_t length) {
        return tensor([&] { return at::fft_irfft(at::view_as_complex(get(x).contiguous()), length); });
    },
    .overlap_add = [](const CTorchTensor *x, int64_t hop) { return tensor([&] { return overlapAdd(get(x), hop); }); },

    .generator = [](uint64_t seed) -> CTorchGenerator * {
        try {
            return reinterpret_cast<CTorchGenerator *>(new at::Generator(at::detail::createCPUGenerator(seed)));
        } catch (...) {
            keepReason();
            return nullptr;
        }
    },
    .release_generator = [](CTorchGenerator *handle) { delete reinterpret_cast<at::Generator *>(handle); },
    .generator_state = [](CTorchGenerator *generator) {
        return tensor([&] { return get(generator).get_state().to(at::kLong); });
    },
    .set_generator_state = [](CTorchGenerator *generator, const CTorchTensor *state) -> int32_t {
        return status([&] { get(generator).set_state(get(state).to(at::kByte)); });
    },

    .set_gradients_enabled = [](int32_t enabled) -> int32_t {
        const bool previous = at::GradMode::is_enabled();
        at::GradMode::set_enabled(enabled != 0);
        return previous ? 1 : 0;
    },
    .requires_gradient = [](CTorchTensor *x, int32_t wanted) -> int32_t {
        return status([&] { get(x).set_requires_grad(wanted != 0); });
    },
    .backward = [](CTorchTensor *loss) -> int32_t { return status([&] { get(loss).backward(); }); },
    .gradient = [](const CTorchTensor *x) -> CTorchTensor * {
        lastError.clear();
        if (!get(x).grad().defined()) return nullptr;
        return tensor([&] { return get(x).grad(); });
    },
    .clear_gradients = [](CTorchTensor *const *handles, int32_t count) -> int32_t {
        return status([&] {
            for (int32_t index = 0; index < count; ++index) get(handles[index]).mutable_grad().reset();
        });
    },
    .clip_gradients = [](CTorchTensor *const *handles, int32_t count, double limit) -> double {
        try {
            return clipGradients(handles, count, limit);
        } catch (...) {
            keepReason();
            return -1;
        }
    },
    .adamw_step = [](
        CTorchTensor *const *parameters, CTorchTensor *const *first, CTorchTensor *const *second, int32_t count,
        double rate, double beta1, double beta2, double epsilon, double decay, int64_t step) -> int32_t {
        return status([&] {
            at::NoGradGuard guard;
            for (int32_t index = 0; index < count; ++index)
                adamW(
                    get(parameters[index]), get(first[index]), get(second[index]), rate, beta1, beta2, epsilon, decay,
                    step);
        });
    },
    .interpolate_into =
        [](CTorchTensor *const *targets, CTorchTensor *const *sources, int32_t count, double weight) -> int32_t {
        return status([&] {
            at::NoGradGuard guard;
            for (int32_t index = 0; index < count; ++index) get(targets[index]).lerp_(get(sources[index]), weight);
        });
    },
    .copy_into = [](CTorchTensor *target, const CTorchTensor *source) -> int32_t {
        return status([&] {
            at::NoGradGuard guard;
            get(target).copy_(get(source));
        });
    },
};

/// glibc would give large blocks back to the system after each step and take them again: keep them.
__attribute__((constructor)) void keepMemory() {
    mallopt(M_MMAP_MAX, 0);
    mallopt(M_TRIM_THRESHOLD, 1 << 30);
    mallopt(M_TOP_PAD, 64 << 20);
}

}  // namespace

const CTorchAPI *ctorch_api(void) { return &api; }
