import Music
import Signal
import Tensors

/// Takes a band's sound apart as it comes: samples go in, the same samples as drums, bass and harmony come out `lookAhead`
/// samples behind them and never change. However the samples are dealt out, the stems are the same, bit by bit.
///
/// Each bin of the sound's transform is shared among the groups as the splitter says; what drums and bass do not get
/// is harmony, so that the stems together are the sound. 24 kHz mono.
public struct StemStream {
    private let share: Share
    /// Frames on either side of a frame that decide its shares.
    private let reach: Int
    private let frontEnd: MelFrontEnd
    private let interpolation: BandInterpolation
    private let window: [Float]
    private let transform: FourierTransform

    /// Frames computed at a time, always the same ones: the engine rounds differently in pieces of another length.
    static let piece = 64
    /// The groups that masks are made for.
    private static let masked: [StemGroup] = [.drums, .bass]

    /// Samples that came in and whose stems were not given.
    private var samples: [Float] = []
    /// Samples with what is mirrored before them, from frame `analysed` on; empty until enough are there to be mirrored.
    private var padded: [Float] = []
    private var hasBegun = false
    /// Transform of the frames from `computed` on, and natural-log Mel of those from `melStart` on.
    private var real: [Float] = []
    private var imaginary: [Float] = []
    private var mel: [Float] = []
    private var melStart = 0
    /// Frames whose transform is known, and that are masked.
    private var analysed = 0
    private var computed = 0
    /// Masked groups and squared windows, overlapped and added, from padded sample `computed * hop` on.
    private var sums: [[Float]]
    private var weight: [Float]

    /// Shares of the groups in some frames, `[(frame * groups + group) * bands + band]`: of their natural-log Mel,
    /// `[frame * bands + band]`, and of where they are in the sound.
    public typealias Share = (_ logMel: [Float], _ frames: Range<Int>) throws -> [Float]

    public init(_ splitter: StemSplitter) {
        let bands = splitter.configuration.bands
        self.init(reach: splitter.configuration.reach, bands: bands) { logMel, frames in
            try Engine.withGradients(false) {
                try splitter(Tensor(logMel, shape: [1, frames.count, bands])).floats()
            }
        }
    }

    /// - Parameter reach: frames on either side of a frame that decide its shares.
    public init(reach: Int, bands: Int = MelFrontEnd().bands, share: @escaping Share) {
        self.share = share
        self.reach = reach
        frontEnd = MelFrontEnd(bands: bands)
        interpolation = BandInterpolation(frontEnd)
        let length = frontEnd.transform.fftLength
        window = Window.hann.values(length)
        transform = FourierTransform(length: length)
        weight = [Float](repeating: 0, count: length - frontEnd.hop)
        sums = [[Float]](repeating: weight, count: Self.masked.count)
    }

    /// Samples that must be known after a sample before its stems are given: those that the network sees and the rest
    /// of its piece, and those that a window overlaps with.
    public var lookAhead: Int {
        (Self.piece - 1 + reach) * frontEnd.hop + frontEnd.transform.fftLength
    }

    /// Takes samples and gives the stems, all three equally long, of those that are certain now.
    /// - Parameters:
    ///   - isLast: nothing comes after them, all samples are given.
    ///   - check: called between parts of the work; throws to cancel.
    public mutating func append(
        _ new: [Float], isLast: Bool, check: () throws -> Void = {}
    ) throws -> [StemGroup: [Float]] {
        samples += new
        pad(new, isLast: isLast)
        analyse()
        let begin = computed * frontEnd.hop
        var parts = Self.masked.map { _ in [Float]() }
        while computed < analysed {
            let stop = min(computed + Self.piece, analysed)
            guard isLast || (stop == computed + Self.piece && stop + reach <= analysed) else { break }
            let shares = try shares(computed..<stop)
            for frame in 0..<(stop - computed) { add(frame, shares: shares) }
            settle((stop - computed) * frontEnd.hop, into: &parts)
            forget(upTo: stop)
            try check()
        }
        if isLast { settle(weight.count, into: &parts) }
        // not what is mirrored before the first sample
        let mirrored = max(frontEnd.padding.amount - begin, 0)
        return stems(parts.map { $0.dropFirst(mirrored).prefix(samples.count) })
    }

    /// The next samples' stems from those of the masked groups; harmony is the rest.
    private mutating func stems(_ parts: [ArraySlice<Float>]) -> [StemGroup: [Float]] {
        let count = parts.map(\.count).min() ?? 0
        var rest = Array(samples.prefix(count))
        for (index, (drums, bass)) in zip(parts[0], parts[1]).enumerated() { rest[index] -= bass + drums }
        samples.removeFirst(count)
        return [.drums: Array(parts[0]), .bass: Array(parts[1]), .harmony: rest]
    }

    /// Shares of a frame.
    private var masks: Int { StemSplitter.groups.count * frontEnd.bands }

    /// Mirrors the sound about its ends, as the front end does.
    private mutating func pad(_ new: [Float], isLast: Bool) {
        let amount = frontEnd.padding.amount
        if hasBegun {
            padded += new
        } else if isLast || samples.count > amount {
            hasBegun = true
            padded = Array(frontEnd.padding.apply(to: samples).dropLast(amount))
        }
        guard isLast else { return }
        padded += Padding.reflect(amount).apply(to: Array(samples.suffix(amount + 1))).suffix(amount)
    }

    /// Transforms every frame that is there.
    private mutating func analyse() {
        let spectrum = frontEnd.transform.spectrum(of: padded)
        guard spectrum.frames > 0 else { return }
        real += spectrum.real
        imaginary += spectrum.imaginary
        mel += frontEnd.logMel(spectrum).values
        analysed += spectrum.frames
        padded.removeFirst(spectrum.frames * frontEnd.hop)
    }

    /// Shares of the groups in some frames, `[(frame * groups + group) * bands + band]`.
    private func shares(_ frames: Range<Int>) throws -> [Float] {
        let bands = frontEnd.bands
        let heard = max(frames.lowerBound - reach, 0)..<min(frames.upperBound + reach, analysed)
        let values = Array(mel[((heard.lowerBound - melStart) * bands)..<((heard.upperBound - melStart) * bands)])
        let all = try share(values, heard)
        let first = frames.lowerBound - heard.lowerBound
        return Array(all[(first * masks)..<((first + frames.count) * masks)])
    }

    /// Adds a frame's masked groups to the sums.
    private mutating func add(_ frame: Int, shares: [Float]) {
        let (bins, start) = (frontEnd.transform.bins, frame * frontEnd.hop)
        let missing = start + window.count - weight.count
        if missing > 0 {
            weight += [Float](repeating: 0, count: missing)
            for index in sums.indices { sums[index] += [Float](repeating: 0, count: missing) }
        }
        for (place, group) in Self.masked.enumerated() {
            let first = frame * masks + (StemSplitter.groups.firstIndex(of: group) ?? 0) * frontEnd.bands
            let mask = interpolation.spread(shares[first..<(first + frontEnd.bands)])
            let part = transform.inverse(
                real: (0..<bins).map { real[frame * bins + $0] * mask[$0] },
                imaginary: (0..<bins).map { imaginary[frame * bins + $0] * mask[$0] })
            for index in part.indices { sums[place][start + index] += part[index] * window[index] }
        }
        for index in window.indices { weight[start + index] += window[index] * window[index] }
    }

    /// Moves samples that no later frame adds to out of the sums.
    private mutating func settle(_ count: Int, into parts: inout [[Float]]) {
        for index in sums.indices {
            parts[index] += zip(sums[index], weight).prefix(count).map { $1 > Self.faint ? $0 / $1 : 0 }
            sums[index].removeFirst(count)
        }
        weight.removeFirst(count)
    }

    /// No window reaches where the squared windows are less.
    private static let faint: Float = 1e-8

    /// Goes on to a frame and lets go of what no later one depends on.
    private mutating func forget(upTo stop: Int) {
        let bins = frontEnd.transform.bins
        real.removeFirst((stop - computed) * bins)
        imaginary.removeFirst((stop - computed) * bins)
        computed = stop
        let kept = max(computed - reach, melStart)
        mel.removeFirst((kept - melStart) * frontEnd.bands)
        melStart = kept
    }
}
