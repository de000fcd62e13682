import Listener
import Tensors

/// How far the encoder's heads are from what is true of a batch of examples.
struct EncoderLoss {
    let parts: [(head: EncoderHead, value: Tensor)]
    /// The parts by their weights.
    let total: Tensor

    /// - Parameter examples: as many as the output's B, as long as its T.
    init(
        _ output: EncoderNetwork.Output, _ examples: [EncoderExample], length: Int, weights: [String: Double],
        device: Device
    ) {
        let batch = examples.count
        parts = EncoderHead.allCases.map { head in
            let logits = output[head]
            if let first = examples.first, first.classes[head] != nil {
                let targets = Tensor(
                    examples.flatMap { $0.classes[head] ?? [] }, shape: [batch, length], device: device)
                return (head, logits.crossEntropy(targets))
            }
            let targets = Tensor(
                examples.flatMap { $0.values[head] ?? [] }, shape: [batch, length, head.size], device: device)
            if head.isExclusive { return (head, Self.crossEntropy(logits, targets)) }
            return (head, logits.binaryCrossEntropy(targets, weights: Self.judged(head, examples, device)))
        }
        total = parts.reduce(Tensor(0, device: device)) { $0 + $1.value * (weights[$1.head.rawValue] ?? 0) }
    }

    /// Distributions as targets; rows of zeros are not judged.
    private static func crossEntropy(_ logits: Tensor, _ targets: Tensor) -> Tensor {
        -(logits.logSoftmax() * targets).sum() / targets.sum().clamped(min: 1)
    }

    /// (B, T, 1): whether a head's truth is known; nil where it is of all examples.
    private static func judged(_ head: EncoderHead, _ examples: [EncoderExample], _ device: Device) -> Tensor? {
        let isMetre = head == .beats || head == .downbeats
        guard isMetre || examples.contains(where: { $0.unknown.contains(head) }) else { return nil }
        let weights = examples.flatMap { example in
            isMetre
                ? example.metre
                : [Float](repeating: example.unknown.contains(head) ? 0 : 1, count: example.metre.count)
        }
        return Tensor(weights, shape: [examples.count, weights.count / examples.count, 1], device: device)
    }
}
