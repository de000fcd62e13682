/// A pattern that is read bar by bar.
struct Pattern: Sendable {
    /// A stroke, in beats from the song's first beat.
    struct Step: Sendable {
        var symbol: Character
        var start: Double
        var end: Double
    }

    /// One array of characters a bar.
    let bars: [[Character]]

    init(_ text: String) {
        bars = text.split(separator: "|").map { $0.filter { $0 != " " } }
    }

    /// The characters of a bar and the beat on which each stands; an upbeat has the end of the last bar.
    func symbols(in bar: Bar) -> [(symbol: Character, beat: Double)] {
        guard !bars.isEmpty else { return [] }
        let count = bars.count
        let symbols = bars[((bar.index % count) + count) % count]
        return symbols.indices.dropFirst(bar.skipped).map {
            (symbols[$0], bar.start + Double($0 - bar.skipped) / 4)
        }
    }

    /// The steps inside one chord. A chord that begins on a hold, or without a step of its own, is struck with `first`.
    /// - Parameters:
    ///   - starters: symbols that may begin a chord in the place of `first`; nil when every chord begins with `first`
    ///     whatever stands there.
    func steps(in bar: Bar, segment: Bar.Segment, first: Character, starters: String? = nil) -> [Step] {
        var steps: [Step] = []
        let isLast = abs(segment.end - bar.end) < 0.01
        var rests = false
        // How long what began before goes on into this chord.
        var held: Double?
        for (symbol, beat) in symbols(in: bar) {
            guard beat < segment.end - 0.01 else { break }
            guard beat >= segment.start - 0.01 else { continue }
            switch symbol {
            case "-" where rests: break
            case "-": if let last = steps.indices.last { steps[last].end = beat + 0.25 } else { held = beat + 0.25 }
            case ".": rests = true
            default:
                rests = false
                // Only the last chord of a bar leads on.
                let led: Character = symbol == "a" && !isLast ? "R" : symbol
                steps.append(Step(symbol: led, start: beat, end: beat + 0.25))
            }
        }
        let isEarly = steps.first.map { $0.start < segment.start + 0.01 } ?? false
        if !isEarly, starters == nil || held != nil || steps.isEmpty {
            let end = held ?? min(steps.first?.start ?? segment.end, segment.start + 1)
            steps.insert(Step(symbol: first, start: segment.start, end: end), at: 0)
        }
        if !(starters ?? "").contains(steps[0].symbol) { steps[0].symbol = first }
        for index in steps.indices { steps[index].end = min(steps[index].end, segment.end) }
        return steps
    }
}
