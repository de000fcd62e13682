import Foundation
import Music
import Signal
import Tensors

/// Plays notes of a trained SING. Safe to use from several threads at a time; the first note takes milliseconds.
public struct SINGInstrument: Sendable {
    /// One note to make.
    public struct Request: Hashable, Sendable {
        /// A number of `names`.
        public var instrument: Int
        /// MIDI.
        public var pitch: Int
        /// MIDI, 1...127.
        public var velocity: Int
        /// Until the key is let go; the note sounds on for `release`.
        public var seconds: Double

        public init(instrument: Int, pitch: Int, velocity: Int, seconds: Double) {
            self.instrument = instrument
            self.pitch = pitch
            self.velocity = velocity
            self.seconds = seconds
        }
    }

    /// Notes that one instrument plays.
    public struct Part: Sendable {
        public var instrument: Int
        public var notes: [Note]

        public init(instrument: Int, notes: [Note]) {
            self.instrument = instrument
            self.notes = notes
        }
    }

    public let catalogue: SINGCatalogue
    private let model: CompactSING
    private let search: InstrumentNames

    /// Seconds that a note fades in after the key was let go.
    public static let release = 0.15
    /// Seconds of the longest note that is made as it was learned; the middle of longer ones is repeated.
    public static let held = SINGSustain.end
    /// Seconds of the longest note.
    public static let longest = 60.0
    /// Brings a note of velocity 100 to about a quarter of full scale.
    private static let loudness = 2.5
    /// Notes whose embeddings are made at a time at most: the recurrent network's steps cost little more for many.
    private static let batch = 32
    /// Notes that the decoder makes at a time: what it works on stays near the processor.
    private static let piece = 4

    public init(_ trained: TrainedSING) {
        model = trained.model
        catalogue = trained.catalogue
        search = InstrumentNames(names: trained.catalogue.instruments)
    }

    /// - Parameter weights: nil takes those that come with the program.
    /// - Throws: what loading throws.
    public init(weights: URL? = nil) throws {
        self.init(try TrainedSING(Checkpoint(contentsOf: weights ?? TrainedSING.bundledWeights)))
    }

    /// Hertz.
    public var sampleRate: Double { model.sampleRate }
    /// Of all instruments; a name's place is the instrument's number.
    public var names: [String] { catalogue.instruments }
    /// MIDI pitches that it has learned.
    public var pitches: ClosedRange<Int> { catalogue.pitches }

    /// The number of an instrument, letter case and marks aside.
    /// - Throws: `SINGError.unknownInstrument` with near names.
    public func number(of name: String) throws -> Int { try search.number(of: name) }

    /// The first instrument of a General MIDI program, 0...127, or the next below that there is.
    public func number(ofProgram program: Int) -> Int {
        catalogue.programs.firstIndex(of: program)
            ?? catalogue.programs.indices.filter { catalogue.programs[$0] < program }
            .max { (catalogue.programs[$0], $1) < (catalogue.programs[$1], $0) } ?? 0
    }

    /// A pitch moved by octaves to where the instruments can play it.
    public func reachable(_ pitch: Int) -> Int {
        var pitch = pitch
        while pitch < pitches.lowerBound { pitch += 12 }
        while pitch > pitches.upperBound { pitch -= 12 }
        return pitch
    }

    /// The samples of a note, mono at `sampleRate`, its release included.
    /// - Throws: `SINGError`, errors of the engine.
    public func note(instrument: String, pitch: Int, velocity: Int, seconds: Double) throws -> [Float] {
        try notes([
            Request(instrument: number(of: instrument), pitch: pitch, velocity: velocity, seconds: seconds)
        ])[0]
    }

    /// The samples of notes, each mono at `sampleRate`, the release included; several at a time where there are more cores.
    /// - Parameter progress: called with how many notes are done; throws to cancel.
    /// - Throws: `SINGError`, errors of the engine.
    public func notes(_ requests: [Request], progress: (Int) throws -> Void = { _ in }) throws -> [[Float]] {
        for request in requests { try check(request) }
        // notes of one length are made together
        let order = requests.indices.sorted { (requests[$0].seconds, $0) < (requests[$1].seconds, $1) }
        let width = max(ProcessInfo.processInfo.activeProcessorCount, 1)
        let size = max(min((order.count + width - 1) / width, Self.batch), 1)
        let groups = stride(from: 0, to: order.count, by: size).map { start in
            Array(order[start..<min(start + size, order.count)])
        }
        var made = [[Float]](repeating: [], count: requests.count)
        var done = 0
        for start in stride(from: 0, to: groups.count, by: width) {
            let round = Array(groups[start..<min(start + width, groups.count)])
            let results = Engine.withGradients(false) {
                Engine.concurrently(round.count) { place in Result { try sounds(of: round[place].map { requests[$0] }) }
                }
            }
            for (group, result) in zip(round, results) {
                for (place, samples) in zip(group, try result.get()) { made[place] = samples }
                done += group.count
            }
            try progress(done)
        }
        return made
    }

    /// Parts played together, mono at `sampleRate`. Equal notes are made once; pitches out of reach move by octaves.
    ///
    /// In another tuning than A = 440 Hz notes are played on a tape that runs at another speed, where pitch and time change
    /// together.
    /// - Parameters:
    ///   - ratio: what the frequencies of A = 440 Hz are multiplied by.
    ///   - progress: called with the share of notes that are made; throws to cancel.
    /// - Throws: `SINGError`, errors of the engine, `ResamplerError`.
    public func render(
        _ parts: [Part], ratio: Double = 1, progress: (Double) throws -> Void = { _ in }
    ) throws -> [Float] {
        var places: [Request: [Double]] = [:]
        for part in parts {
            for note in part.notes where note.duration > 0 {
                // to a hundredth of a second, so that notes of one length are equal
                let seconds = min(max((note.duration * ratio * 100).rounded() / 100, 0.03), Self.longest)
                let request = Request(
                    instrument: part.instrument, pitch: reachable(note.pitch), velocity: note.velocity,
                    seconds: seconds)
                places[request, default: []].append(note.start * ratio)
            }
        }
        let requests = places.keys.sorted {
            ($0.seconds, $0.instrument, $0.pitch, $0.velocity) < ($1.seconds, $1.instrument, $1.pitch, $1.velocity)
        }
        var mix: [Float] = []
        // a limited number at a time, so that long songs do not fill the memory
        let count = 64
        for first in stride(from: 0, to: requests.count, by: count) {
            let some = Array(requests[first..<min(first + count, requests.count)])
            let sounds = try notes(some) { try progress(Double(first + $0) / Double(requests.count)) }
            for (request, sound) in zip(some, sounds) {
                for start in places[request] ?? [] {
                    let offset = max(Int((start * sampleRate).rounded()), 0)
                    if mix.count < offset + sound.count {
                        mix += [Float](repeating: 0, count: offset + sound.count - mix.count)
                    }
                    for (index, sample) in sound.enumerated() { mix[offset + index] += sample }
                }
            }
        }
        return ratio == 1 ? mix : try Resampler(from: sampleRate * ratio, to: sampleRate).resample(mix)
    }

    private func check(_ request: Request) throws {
        guard catalogue.instruments.indices.contains(request.instrument) else {
            throw SINGError.unknownInstrument("number \(request.instrument)", near: [])
        }
        guard pitches.contains(request.pitch) else { throw SINGError.pitch(request.pitch, range: pitches) }
        guard (1...127).contains(request.velocity) else { throw SINGError.velocity(request.velocity) }
        guard request.seconds > 0, request.seconds <= Self.longest else {
            throw SINGError.seconds(request.seconds, most: Self.longest)
        }
    }

    // MARK: making

    /// The samples of a few notes, made as one batch as long as the longest.
    private func sounds(of requests: [Request]) throws -> [[Float]] {
        let sizes = model.configuration.sizes
        let longest = requests.map(\.seconds).max() ?? 0
        let lengths = requests.map { Int((($0.seconds + Self.release) * sampleRate).rounded()) }
        let margin = sizes.lead
        let samples = Int((longest + Self.release) * sampleRate) + 1 + margin
        let wanted = min(sizes.paper.embeddings(samples: samples), sizes.length)
        let steps = (wanted + sizes.framesPerStep - 1) / sizes.framesPerStep
        let batch = notes(requests)
        let embeddings = model.generator(batch, steps: 0..<steps).embeddings.narrowed(-1, from: 0, length: wanted)
        let timbre = model.timbre(of: batch)
        return try stride(from: 0, to: requests.count, by: Self.piece).flatMap { first -> [[Float]] in
            let count = min(Self.piece, requests.count - first)
            let own = embeddings.narrowed(0, from: first, length: count)
            let pitches = batch.pitches.narrowed(0, from: first, length: count)
            let timbre = timbre.narrowed(0, from: first, length: count)
            let made = try model.decoder(own, pitches: pitches, timbre: timbre).floats()
            let row = made.count / count
            return try (0..<count).map { place in
                let request = requests[first + place]
                var samples = made[(place * row + margin)..<((place + 1) * row)]
                if request.seconds > Self.held {
                    let sustain = SINGSustain(
                        decay: SINGSustain.decay(of: Array(samples), sampleRate: sampleRate), sizes: sizes.paper,
                        sampleRate: sampleRate)
                    samples = try sustain.prolonged(
                        own.narrowed(0, from: place, length: 1), pitch: pitches.narrowed(0, from: place, length: 1),
                        timbre: timbre.narrowed(0, from: place, length: 1),
                        decoder: model.decoder, samples: lengths[first + place])[...]
                }
                return finished(samples, length: lengths[first + place], velocity: request.velocity)
            }
        }
    }

    /// Cut to its length, faded out after the key was let go, at the level of the velocity.
    private func finished(_ samples: ArraySlice<Float>, length: Int, velocity: Int) -> [Float] {
        let level = Float(catalogue.level(velocity: Double(velocity)) / catalogue.gain * Self.loudness)
        var sound = samples.prefix(length).map { $0 * level }
        sound += [Float](repeating: 0, count: length - sound.count)
        let fade = min(Int(Self.release * sampleRate), length)
        for left in 1...fade {
            sound[length - left] *= Float(0.5 - 0.5 * cos(.pi * Double(left) / Double(fade)))
        }
        return sound
    }

    private func notes(_ requests: [Request]) -> SINGNotes {
        func numbers(_ values: [Int]) -> Tensor { Tensor(values, shape: [values.count]) }
        let velocities = requests.map { place(ofVelocity: $0.velocity) }
        return SINGNotes(
            instruments: numbers(requests.map(\.instrument)),
            pitches: numbers(requests.map { $0.pitch - pitches.lowerBound }), lower: numbers(velocities.map(\.lower)),
            upper: numbers(velocities.map(\.upper)),
            share: Tensor(velocities.map(\.share), shape: [requests.count, 1]))
    }

    /// Between which velocities of the table one lies, and where.
    private func place(ofVelocity velocity: Int) -> (lower: Int, upper: Int, share: Float) {
        let known = catalogue.velocities
        guard let upper = known.firstIndex(where: { $0 >= velocity }) else {
            return (known.count - 1, known.count - 1, 0)
        }
        guard upper > 0 else { return (0, 0, 0) }
        let (below, above) = (known[upper - 1], known[upper])
        return (upper - 1, upper, Float(velocity - below) / Float(above - below))
    }
}
