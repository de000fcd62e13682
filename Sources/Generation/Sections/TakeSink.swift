import Recipes
import Signal

/// Where a system puts a take while it makes it.
public protocol TakeSink {
    /// Called at every step.
    /// - Throws: `GenerationError.cancelled`, to end the work within one step.
    func progress(_ progress: TakeProgress) throws

    /// Takes sound that is final: every stem of the take, all equally long, right behind what was appended before.
    /// - Parameter start: seconds of the song at which it begins; the first time that is where the take begins.
    func append(_ stems: [String: AudioBuffer], from start: Double) throws

    /// Whether it keeps what it gets, so that nobody else has to: a take then comes without its sound.
    var keepsSound: Bool { get }
}

extension TakeSink {
    public var keepsSound: Bool { false }
}

/// Cuts a take that grows to its length and hands on what is new, so that a long take costs no more a section than a short
/// one.
package struct GrowingStems {
    private let timebase: Timebase
    /// Seconds of the song.
    private let start: Double
    /// Samples of the whole take.
    let length: Int
    private let sink: any TakeSink
    private let names: [String]
    /// What was handed on, by stem; empty where the sink keeps it.
    package private(set) var samples: [String: [Float]]
    /// Samples that were handed on.
    private(set) var count = 0

    package init(_ names: [String], timebase: Timebase, start: Double, length: Int, into sink: any TakeSink) {
        self.timebase = timebase
        self.start = start
        self.length = length
        self.sink = sink
        self.names = names
        samples = sink.keepsSound ? [:] : Dictionary(uniqueKeysWithValues: names.map { ($0, []) })
    }

    /// The same as sound.
    package var sounds: [String: AudioBuffer] {
        samples.mapValues { AudioBuffer(sampleRate: timebase.rate, mono: $0) }
    }

    /// - Parameter parts: of every stem, equally long; what lies beyond the take's length is left out.
    package mutating func append(_ parts: [String: [Float]]) throws {
        let first = count
        let added = min(parts.values.first?.count ?? 0, length - first)
        guard added > 0 else { return }
        var new: [String: AudioBuffer] = [:]
        for name in names {
            guard let part = parts[name] else { preconditionFailure("stem \(name) is missing") }
            let cut = part.count == added ? part : Array(part[..<added])
            samples[name]? += cut
            new[name] = AudioBuffer(sampleRate: timebase.rate, mono: cut)
        }
        count += added
        try sink.append(new, from: start + timebase.seconds(ofSample: first))
    }

    /// Silence up to the take's length.
    package mutating func finish() throws {
        let rest = [Float](repeating: 0, count: length - count)
        try append(Dictionary(uniqueKeysWithValues: names.map { ($0, rest) }))
    }
}
