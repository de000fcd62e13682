import Conditions
import Tensors

extension ConditionLayout {
    /// 1 for every feature, 0 for those of sources that are withheld and their flags, (count).
    static func mask(withholding withheld: Set<GuidedSource>) -> Tensor {
        var mask = [Float](repeating: 1, count: count)
        for source in withheld.flatMap(\.sources) {
            mask.replaceSubrange(range(source), with: repeatElement(0, count: range(source).count))
            mask[presence.lowerBound + source.rawValue] = 0
        }
        return Tensor(mask, shape: [count])
    }
}
