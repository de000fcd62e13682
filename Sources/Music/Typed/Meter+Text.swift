import Sentences

extension Meter {
    /// Why a text is no metre that can be typed.
    public static func refusal(of text: some StringProtocol) -> String {
        if let meter = Meter(parsing: text) {
            return "\(text) is counted like \(meter) here, whose beats a tempo counts; write \(meter)"
        }
        return "\(text.quoted) is no metre; write it like 4/4, 3/4, 6/8 or 12/8, or the beats a bar, 2 to 12"
    }

    /// Those that arrows go through, by their beats.
    public static let usual: [Meter] = [
        Meter(beats: 2), Meter(beats: 3), Meter(beats: 4), Meter(beats: 5), Meter(beats: 2, division: 3),
        Meter(beats: 7),
        Meter(beats: 3, division: 3), Meter(beats: 4, division: 3),
    ]
}
