// The C API over libtorch: one table of functions, found by dlopen (see CTorchLoader) or by linking.
//
// Conventions. A function that makes a tensor returns a new handle, to be given to `release`, or NULL after a failure;
// one that returns int32_t returns 0, or -1 after a failure. The reason is then in `last_error` of the same thread
// until the next failure there. No C++ exception leaves the library. Shapes are int64_t arrays, outermost first.
#pragma once
#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

typedef struct CTorchTensor CTorchTensor;
typedef struct CTorchGenerator CTorchGenerator;

enum { CTORCH_ABI = 3 };

typedef enum { CTORCH_FLOAT32, CTORCH_FLOAT16, CTORCH_BFLOAT16, CTORCH_INT64, CTORCH_BOOL } CTorchType;
typedef enum { CTORCH_CPU, CTORCH_CUDA } CTorchDevice;

typedef enum {
    CTORCH_NEG, CTORCH_EXP, CTORCH_LOG, CTORCH_SQRT, CTORCH_RSQRT, CTORCH_SQUARE, CTORCH_ABS, CTORCH_SIN, CTORCH_COS,
    CTORCH_TANH, CTORCH_SIGMOID, CTORCH_RELU, CTORCH_SILU, CTORCH_GELU, CTORCH_MISH, CTORCH_SOFTPLUS, CTORCH_DETACH,
    CTORCH_CONTIGUOUS
} CTorchUnary;

typedef enum {
    CTORCH_ADD, CTORCH_SUB, CTORCH_MUL, CTORCH_DIV, CTORCH_MAXIMUM, CTORCH_MINIMUM, CTORCH_MATMUL, CTORCH_ATAN2
} CTorchBinary;

typedef enum {
    CTORCH_SCALAR_ADD, CTORCH_SCALAR_MUL, CTORCH_SCALAR_POW, CTORCH_SCALAR_GT, CTORCH_SCALAR_GE, CTORCH_SCALAR_EQ,
    CTORCH_CLAMP_MIN, CTORCH_CLAMP_MAX, CTORCH_LEAKY_RELU
} CTorchScalar;

typedef enum { CTORCH_SUM, CTORCH_MEAN, CTORCH_AMAX, CTORCH_AMIN } CTorchReduction;

typedef enum { CTORCH_PAD_ZERO, CTORCH_PAD_REFLECT, CTORCH_PAD_REPLICATE } CTorchPadding;

typedef struct {
    int32_t abi;
    /// The libtorch version, e.g. "1.13.1".
    const char *(*version)(void);
    const char *(*last_error)(void);
    /// Threads inside one operator.
    void (*set_threads)(int32_t count);
    /// How many the calling thread would use.
    int32_t (*threads)(void);
    int32_t (*cuda_available)(void);
    int32_t (*synchronize)(CTorchDevice device);
    /// Linear layers and convolutions of the calling thread compute in bfloat16, with single precision in and out.
    /// Returns the setting before.
    int32_t (*set_reduced_precision)(int32_t enabled);
    /// Whether the machine computes bfloat16 in hardware.
    int32_t (*reduced_precision_supported)(CTorchDevice device);

    // Handles
    void (*release)(CTorchTensor *);
    CTorchTensor *(*alias)(const CTorchTensor *);
    int32_t (*rank)(const CTorchTensor *);
    void (*shape)(const CTorchTensor *, int64_t *sizes);
    CTorchType (*type)(const CTorchTensor *);
    CTorchDevice (*device)(const CTorchTensor *);

    // Making
    CTorchTensor *(*from_data)(const void *data, CTorchType, const int64_t *shape, int32_t rank, CTorchDevice);
    CTorchTensor *(*full)(double value, CTorchType, const int64_t *shape, int32_t rank, CTorchDevice);
    /// 0, 1, ... count - 1 as float32.
    CTorchTensor *(*arange)(int64_t count, CTorchDevice);
    /// Random numbers are drawn on the CPU and then moved, so that a seed gives the same values on every device.
    CTorchTensor *(*normal)(const int64_t *shape, int32_t rank, CTorchGenerator *, CTorchDevice);
    CTorchTensor *(*uniform)(const int64_t *shape, int32_t rank, CTorchGenerator *, CTorchDevice);

    // Reading; `data` must hold every element as float32 or int64
    int32_t (*read_floats)(const CTorchTensor *, float *data);
    int32_t (*read_integers)(const CTorchTensor *, int64_t *data);
    CTorchTensor *(*convert)(const CTorchTensor *, CTorchType, CTorchDevice);

    // Element by element (with broadcasting) and products
    CTorchTensor *(*unary)(CTorchUnary, const CTorchTensor *);
    CTorchTensor *(*binary)(CTorchBinary, const CTorchTensor *, const CTorchTensor *);
    CTorchTensor *(*scalar)(CTorchScalar, const CTorchTensor *, double);
    CTorchTensor *(*where)(const CTorchTensor *condition, const CTorchTensor *, const CTorchTensor *);
    /// x (..., I), weight (O, I), bias (O) or NULL -> (..., O)
    CTorchTensor *(*linear)(const CTorchTensor *x, const CTorchTensor *weight, const CTorchTensor *bias);
    /// x (B, I, ...), weight (O, I / groups, ...) or, transposed, (I, O / groups, ...); all spatial dimensions alike
    CTorchTensor *(*convolution)(
        const CTorchTensor *x, const CTorchTensor *weight, const CTorchTensor *bias, const int64_t *stride,
        const int64_t *padding, const int64_t *dilation, int32_t spatial, int32_t transposed,
        const int64_t *output_padding, int64_t groups);
    CTorchTensor *(*layer_norm)(
        const CTorchTensor *x, int64_t size, const CTorchTensor *weight, const CTorchTensor *bias, double epsilon);
    CTorchTensor *(*group_norm)(
        const CTorchTensor *x, int64_t groups, const CTorchTensor *weight, const CTorchTensor *bias, double epsilon);
    /// indices (...) int64, weight (N, D) -> (..., D)
    CTorchTensor *(*embedding)(const CTorchTensor *weight, const CTorchTensor *indices);

    /// x (T, B, I); for each layer weights of the input and of the state and their biases, as PyTorch's LSTM has them;
    /// state: hidden and cell (layers, B, H) each. Gives output (T, B, H), hidden and cell.
    int32_t (*lstm)(
        const CTorchTensor *x, CTorchTensor *const *weights, int32_t layers, CTorchTensor *const *state,
        CTorchTensor **results);

    // Shape
    CTorchTensor *(*reshape)(const CTorchTensor *, const int64_t *shape, int32_t rank);
    CTorchTensor *(*permute)(const CTorchTensor *, const int64_t *order, int32_t rank);
    CTorchTensor *(*expand)(const CTorchTensor *, const int64_t *shape, int32_t rank);
    CTorchTensor *(*narrow)(const CTorchTensor *, int64_t dimension, int64_t start, int64_t length);
    CTorchTensor *(*concatenate)(CTorchTensor *const *, int32_t count, int64_t dimension);
    CTorchTensor *(*index_select)(const CTorchTensor *, int64_t dimension, const CTorchTensor *indices);
    CTorchTensor *(*flip)(const CTorchTensor *, int64_t dimension);
    /// Pads the last dimension.
    CTorchTensor *(*pad)(const CTorchTensor *, int64_t before, int64_t after, CTorchPadding);
    /// (..., N) -> (..., frames, size)
    CTorchTensor *(*unfold)(const CTorchTensor *, int64_t dimension, int64_t size, int64_t step);
    /// (B, C, T) -> (B, C, length), linear, half-pixel centres.
    CTorchTensor *(*interpolate)(const CTorchTensor *, int64_t length);

    // Reductions
    CTorchTensor *(*reduce)(CTorchReduction, const CTorchTensor *, const int64_t *dimensions, int32_t count, int32_t keep);
    CTorchTensor *(*argmax)(const CTorchTensor *, int64_t dimension);
    CTorchTensor *(*softmax)(const CTorchTensor *, int64_t dimension, int32_t logarithm);
    CTorchTensor *(*cumulative_sum)(const CTorchTensor *, int64_t dimension);

    // Losses (means); targets of cross_entropy are int64 class indices, negative ones are left out (0 if all are)
    CTorchTensor *(*cross_entropy)(const CTorchTensor *logits, const CTorchTensor *targets);
    CTorchTensor *(*binary_cross_entropy)(
        const CTorchTensor *logits, const CTorchTensor *targets, const CTorchTensor *weights);

    // Fourier: (..., N) -> (..., N / 2 + 1, 2) and back; overlap-add of (B, size, frames) -> (B, (frames - 1) hop + size)
    CTorchTensor *(*real_fourier)(const CTorchTensor *);
    CTorchTensor *(*inverse_real_fourier)(const CTorchTensor *, int64_t length);
    CTorchTensor *(*overlap_add)(const CTorchTensor *, int64_t hop);

    // Generators
    CTorchGenerator *(*generator)(uint64_t seed);
    void (*release_generator)(CTorchGenerator *);
    /// The state as bytes in a bool-free int64 tensor, one element a byte.
    CTorchTensor *(*generator_state)(CTorchGenerator *);
    int32_t (*set_generator_state)(CTorchGenerator *, const CTorchTensor *);

    // Autograd; the mode belongs to the calling thread
    int32_t (*set_gradients_enabled)(int32_t enabled);
    int32_t (*requires_gradient)(CTorchTensor *, int32_t);
    int32_t (*backward)(CTorchTensor *loss);
    /// The gradient, or NULL (with an empty `last_error`) when there is none.
    CTorchTensor *(*gradient)(const CTorchTensor *);
    int32_t (*clear_gradients)(CTorchTensor *const *, int32_t count);
    /// Scales all gradients so that their joint L2 norm is at most `limit`; the norm before that, or a negative number.
    double (*clip_gradients)(CTorchTensor *const *, int32_t count, double limit);
    /// Decoupled weight decay (Loshchilov & Hutter 2019); `step` counts from 1; moments are updated in place.
    int32_t (*adamw_step)(
        CTorchTensor *const *parameters, CTorchTensor *const *first, CTorchTensor *const *second, int32_t count,
        double rate, double beta1, double beta2, double epsilon, double decay, int64_t step);
    /// target += weight (source - target), in place
    int32_t (*interpolate_into)(CTorchTensor *const *targets, CTorchTensor *const *sources, int32_t count, double weight);
    int32_t (*copy_into)(CTorchTensor *target, const CTorchTensor *source);
} CTorchAPI;

/// The table; the only symbol the library exports for use.
const CTorchAPI *ctorch_api(void);

#ifdef __cplusplus
}
#endif
