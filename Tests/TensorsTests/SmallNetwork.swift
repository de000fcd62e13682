import Tensors

/// The network of make_tensors.py: convolution, group norm, SiLU, linear, mean squared error.
struct SmallNetwork {
    static let names = ["conv.weight", "conv.bias", "norm.weight", "norm.bias", "out.weight", "out.bias"]

    let parameters = names.map { Tensor.reference("net." + $0).requiringGradient() }
    let x = Tensor.reference("net.x")
    let y = Tensor.reference("net.y")

    func loss() -> Tensor {
        let p = parameters
        let hidden = x.convolution(p[0], p[1], padding: 1).groupNorm(2, p[2], p[3]).silu()
        return hidden.transposed().linear(p[4], p[5]).meanSquaredError(y)
    }
}
