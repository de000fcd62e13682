import Foundation

/// A pitch track that another program wrote: lines of time in seconds, hertz and whether it is voiced (0 or 1), after a
/// line of headings.
///
/// librosa's pYIN on our frames is written by Tests/Fixtures/make_pyin.py.
public struct PitchReference: Sendable, Equatable {
    public struct Frame: Sendable, Equatable {
        /// Seconds.
        public var time: Double
        /// 0 where unvoiced.
        public var hertz: Float
    }

    /// In order of time.
    public var frames: [Frame]

    /// - Throws: `PitchReferenceError`.
    public init(contentsOf url: URL) throws {
        let text: String
        do { text = try String(contentsOf: url, encoding: .utf8) } catch {
            throw PitchReferenceError.cannotRead(url, reason: (error as NSError).localizedDescription)
        }
        let lines = text.split(whereSeparator: \.isNewline)
        guard lines.first == "time,hertz,voiced" else { throw PitchReferenceError.noHeadings(url) }
        frames = try lines.dropFirst().enumerated().map { index, line in
            let values = line.split(separator: ",").map { Double($0) }
            guard values.count == 3, let time = values[0], let hertz = values[1], let voiced = values[2],
                time.isFinite, hertz.isFinite, hertz >= 0
            else { throw PitchReferenceError.badLine(url, number: index + 2) }
            return Frame(time: time, hertz: voiced > 0 ? Float(hertz) : 0)
        }
        guard zip(frames, frames.dropFirst()).allSatisfy({ $0.time < $1.time }) else {
            throw PitchReferenceError.notInOrder(url)
        }
    }

    /// The reference on frames of `hopSeconds`, at whose middles its nearest frame is taken; nil where none is within
    /// a hop.
    public func hertz(frames count: Int, hopSeconds: Double) -> [Float?] {
        var nearest = 0
        return (0..<count).map { frame in
            let time = (Double(frame) + 0.5) * hopSeconds
            while nearest + 1 < frames.count, abs(frames[nearest + 1].time - time) <= abs(frames[nearest].time - time) {
                nearest += 1
            }
            guard frames.indices.contains(nearest), abs(frames[nearest].time - time) <= hopSeconds else { return nil }
            return frames[nearest].hertz
        }
    }
}

/// Why a reference of pitch can't be used.
public enum PitchReferenceError: Error, Equatable, CustomStringConvertible {
    case cannotRead(URL, reason: String)
    case noHeadings(URL)
    case badLine(URL, number: Int)
    case notInOrder(URL)

    public var description: String {
        switch self {
        case .cannotRead(let url, let reason): "cannot read \(url.path): \(reason)"
        case .noHeadings(let url): "\(url.path) does not begin with the line \"time,hertz,voiced\""
        case .badLine(let url, let number):
            "line \(number) of \(url.path) is not a time, a frequency in hertz and 0 or 1"
        case .notInOrder(let url): "the times in \(url.path) do not rise"
        }
    }
}
