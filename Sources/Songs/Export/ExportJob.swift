import Signal

/// One file of an export.
struct ExportJob {
    let part: ExportSettings.Part
    let stem: String?
    /// Those of the plan that are heard in it.
    let tracks: [StripID]
    let name: String

    /// The whole plan with only this file's tracks.
    func plan(_ whole: MixPlan) -> MixPlan {
        var plan = whole
        plan.tracks = whole.tracks.filter { tracks.contains($0.id) }
        if !part.isLimited { plan.master.limiterCeiling = nil }
        return plan
    }
}

extension ExportSettings.Part {
    /// As files are written and reported.
    static func ordered(for preset: ExportSettings.Preset?) -> [Self] {
        preset == .take ? [.accompaniment, .vocal, .mix, .stems] : allCases
    }

    /// Whether it goes through the master limiter.
    var isLimited: Bool { self == .mix || self == .accompaniment }

    func includes(_ track: StripID) -> Bool {
        switch self {
        case .mix: true
        case .accompaniment, .stems: track.lane != Lane.vocal
        case .vocal: track.lane == Lane.vocal
        }
    }
}

extension MixPlan {
    /// The frames in stereo.
    /// - Parameter progress: 0...1; what it throws ends rendering.
    func render(_ frames: Range<Int>, progress: (Double) throws -> Void) throws -> AudioBuffer {
        var renderer = MixRenderer(self)
        var left = [Float](repeating: 0, count: frames.count)
        var right = left
        try left.withUnsafeMutableBufferPointer { left in
            try right.withUnsafeMutableBufferPointer { right in
                for first in stride(from: 0, to: frames.count, by: Self.blockFrames) {
                    let block = first..<min(first + Self.blockFrames, frames.count)
                    renderer.render(
                        from: frames.lowerBound + first, left: UnsafeMutableBufferPointer(rebasing: left[block]),
                        right: UnsafeMutableBufferPointer(rebasing: right[block]))
                    try progress(Double(block.upperBound) / Double(frames.count))
                }
            }
        }
        return AudioBuffer(sampleRate: sampleRate, channels: [left, right])
    }

    /// Frames rendered between two looks at whether to go on.
    private static let blockFrames = 65_536
}
