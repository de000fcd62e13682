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

    /// Some tokens are made again, as far as sound may change there: none where it stays (0), all where it is free (1),
    /// else that share of them, spread at random in runs ("more like this").
    /// - Parameters:
    ///   - strengths: of each token, 0...1.
    ///   - run: tokens that are masked together, so that notes change rather than their splinters.
    public func masking(strengths: [Double], run: Int = 12, generator: inout SeededGenerator) -> GivenTokens {
        precondition(strengths.count == count)
        var given = self
        // one draw a run: a run of equal strength changes wholly or not at all
        let draws = (0..<(count + run - 1) / run).map { _ in generator.uniform() }
        for index in isMasked.indices { given.isMasked[index] = draws[index / run] < strengths[index] }
        return given
    }

    /// The tokens of a window.
    public func slice(_ range: Range<Int>) -> GivenTokens {
        GivenTokens(codes: codes.map { Array($0[range]) }, isMasked: Array(isMasked[range]))
    }

    /// The same with its first tokens known: those that a window before decided.
    public func opening(with known: [[Int]]) -> GivenTokens {
        var given = self
        for (level, codes) in known.enumerated() { given.codes[level].replaceSubrange(0..<codes.count, with: codes) }
        for index in 0..<(known.first?.count ?? 0) { given.isMasked[index] = false }
        return given
    }
}
