import Signal

/// What is known of a stem's tokens before decoding: what stays, what is made.
public struct GivenTokens: Sendable, Equatable {
    /// Codes of every level, [level][token].
    public var codes: [[Int]]
    /// Whether each token is to be made, all its levels.
    public var isMasked: [Bool]

    public init(codes: [[Int]], isMasked: [Bool]) {
        precondition(codes.allSatisfy { $0.count == isMasked.count })
        self.codes = codes
        self.isMasked = isMasked
    }

    /// Nothing known.
    public init(levels: Int, tokens: Int) {
        self.init(
            codes: .init(repeating: .init(repeating: 0, count: tokens), count: levels),
            isMasked: .init(repeating: true, count: tokens))
    }

    public var count: Int { isMasked.count }

    /// Only a stretch is made again: a loop's re-roll.
    public func masking(_ range: Range<Int>) -> GivenTokens {
        var given = self
        for index in isMasked.indices { given.isMasked[index] = range.contains(index) }
        return given
    }

    /// A share of the tokens is made again, spread at random in runs: "more like this".
    /// - Parameter run: tokens that are masked together, so that notes change rather than their splinters.
    public func masking(share: Double, run: Int = 12, generator: inout SeededGenerator) -> GivenTokens {
        var given = self
        let runs = (count + run - 1) / run
        let chosen = Set((0..<runs).shuffled(using: &generator).prefix(Int((share * Double(runs)).rounded())))
        for index in isMasked.indices { given.isMasked[index] = chosen.contains(index / run) }
        return given
    }
}
