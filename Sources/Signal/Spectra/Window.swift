import Glibc

/// The weighting of one frame, periodic (DFT-even), as torch.hann_window gives by default.
public enum Window: Sendable, Hashable {
    case hann, rectangular

    public func values(_ length: Int) -> [Float] {
        switch self {
        case .hann: (0..<length).map { Float(0.5 - 0.5 * cos(2 * Double.pi * Double($0) / Double(length))) }
        case .rectangular: [Float](repeating: 1, count: length)
        }
    }
}
