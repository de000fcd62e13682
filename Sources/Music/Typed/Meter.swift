/// Beats a bar and the parts that each divides into: 3/4 has three beats of two parts, 6/8 two beats of three.
///
/// Compound metres are felt in dotted beats, and a tempo counts those.
public struct Meter: Hashable, Sendable, Codable, CustomStringConvertible {
    /// Beats a bar, as they are felt.
    public var beats: Int
    /// Parts of a beat: 2, or 3 in a compound metre.
    public var division: Int

    public init(beats: Int, division: Int = 2) {
        self.beats = beats
        self.division = division
    }

    /// Beats a bar that can be counted.
    public static let range = 2...12
    /// The commonest.
    public static let common = Meter(beats: 4)

    public var isCompound: Bool { division == 3 }

    /// "3/4", "6/8", "12/8", "2/2", or the number of beats alone, "5". Over eighths, multiples of three from 6 on are
    /// compound; 3/8 is counted as three, and 5/8 or 7/8 are none.
    public init?(parsing text: some StringProtocol) {
        let parts = text.split(separator: "/", omittingEmptySubsequences: false)
            .map { Int($0.split(separator: " ").joined()) }
        guard (1...2).contains(parts.count), let count = parts[0] else { return nil }
        var unit = 4
        if parts.count == 2 {
            guard let written = parts[1], [1, 2, 4, 8, 16].contains(written) else { return nil }
            unit = written
        }
        let isCompound = unit >= 8 && count > 3 && count % 3 == 0
        // 7/8 has no beats of one length: nobody here can count it
        guard unit < 8 || isCompound || count <= 4 else { return nil }
        self.init(beats: isCompound ? count / 3 : count, division: isCompound ? 3 : 2)
        guard Self.range.contains(beats) else { return nil }
    }

    /// As a person types it: only metres that are written alike again. 3/8 or 2/2 would come back as another.
    public init?(typed text: some StringProtocol) {
        guard let meter = Meter(parsing: text) else { return nil }
        let written = text.split(separator: " ").joined()
        guard !written.contains("/") || written == meter.description else { return nil }
        self = meter
    }

    public var description: String { isCompound ? "\(3 * beats)/8" : "\(beats)/4" }
}
