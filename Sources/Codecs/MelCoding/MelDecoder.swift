import Networks
import Tensors

/// Latents (B, T / 2, inputs) -> ConvNeXt blocks, one frame to two -> standardised Mel (B, T, bands), and which pitches
/// sound.
struct MelDecoder: Sendable {
    let input: Convolution1d
    /// Of what is told beside the latents.
    let condition: Linear?
    let inner: [ConvNeXtBlock]
    /// Hears which pitches sound, and colours what follows with them.
    let pitches: Linear?
    let voicing: Linear?
    let up: Linear
    let outer: [ConvNeXtBlock]
    let norm: LayerNorm
    let output: Linear
    let width: Int

    /// - Parameters:
    ///   - conditions: numbers a latent that it may be told; nil for a decoder that is told nothing.
    ///   - pitches: MIDI pitches of which it says whether they sound; nil for one that doesn't.
    init(_ scope: Scope, _ sizes: MelCoderSizes, inputs: Int, conditions: Int?, pitches: Range<Int>?) {
        width = sizes.width
        input = Convolution1d(scope["input"], inputs, sizes.width, kernel: 3)
        // zeros: a decoder that was trained without goes on as it was
        condition = conditions.map { Linear(scope["condition"], $0, sizes.width, bias: false, zero: true) }
        inner = sizes.blocks(scope["inner"], sizes.innerBlocks)
        self.pitches = pitches.map { Linear(scope["pitches"], sizes.width, $0.count) }
        voicing = pitches.map { Linear(scope["voicing"], $0.count, sizes.width, bias: false, zero: true) }
        up = Linear(scope["up"], sizes.width, MelCoderSizes.stride * sizes.width)
        outer = sizes.blocks(scope["outer"], sizes.outerBlocks)
        norm = LayerNorm(scope["norm"], sizes.width)
        output = Linear(scope["output"], sizes.width, sizes.bands)
    }

    /// - Parameter conditions: (B, T / 2, conditions); zeros are nothing told.
    /// - Returns: the Mel and log odds of pitches, (B, T / 2, pitches).
    func callAsFunction(_ latents: Tensor, conditions: Tensor?) -> (mel: Tensor, pitches: Tensor?) {
        var x = input(latents.transposed()).transposed()
        if let condition, let conditions { x = x + condition(conditions) }
        for block in inner { x = block(x) }
        let odds = pitches?(x)
        if let voicing, let odds { x = x + voicing(odds.sigmoid()) }
        x = up(x).reshaped([x.size(0), x.size(1) * MelCoderSizes.stride, width])
        for block in outer { x = block(x) }
        return (output(norm(x)), odds)
    }
}
