/// How much the band gives.
public enum Intensity: Int, Codable, Comparable, CaseIterable, Sendable {
    /// A few instruments alone.
    case thin
    case calm
    case full
    /// All there is.
    case chorus

    public static func < (left: Intensity, right: Intensity) -> Bool { left.rawValue < right.rawValue }

    /// What velocities are multiplied by.
    var loudness: Double {
        switch self {
        case .thin: 0.82
        case .calm: 0.9
        case .full: 0.97
        case .chorus: 1.06
        }
    }
}
