import Glibc
import Signal

/// Renders what a transport plays, block after block; knows no clock and no device.
///
/// Whatever would jump while sound runs (another mix, another place, a pause, clicks on or off) is crossfaded over one
/// block of 10 ms, in which both courses go on; nothing else is touched. Where playback begins there is no fade, and a
/// loop's seam is exact, so plain playing gives the mix's own samples.
package struct Player {
    /// Seconds of a block and so of a crossfade.
    package static let blockSeconds = 0.01
    /// Hertz, before there is a mix.
    static let initialRate = 48000.0

    package private(set) var voice = Voice()
    private(set) var sampleRate = Self.initialRate
    /// What the last block holds.
    package private(set) var block: StereoBlock
    /// The last block's history through song and count-in, in order.
    package private(set) var spans = [Playhead.Span]()
    /// The last block's levels, in the order of the mix's tracks.
    package private(set) var trackPeaks = [StereoPeak]()
    package private(set) var masterPeak = StereoPeak()
    /// Whether the song came to its end in the last block.
    package private(set) var hasEnded = false
    /// Mixes that are no longer used; a large one takes its time to free.
    private var retired = [MixRenderer]()

    private var live = LiveNotes()
    private var limiter = LiveLimiter()
    private var outgoing: Voice?
    private var outgoingBlock: StereoBlock
    private var metronome: Metronome

    package init() {
        block = StereoBlock(frames: Self.blockFrames(Self.initialRate))
        outgoingBlock = StereoBlock(frames: Self.blockFrames(Self.initialRate))
        metronome = Metronome(sampleRate: Self.initialRate)
    }

    private static func blockFrames(_ sampleRate: Double) -> Int { Int((blockSeconds * sampleRate).rounded(.up)) }

    /// Does what was asked for, from the next block on. A mix at another rate keeps the playhead's time.
    package mutating func follow(_ orders: TransportRequests) {
        let old = voice
        var jumps = false
        if let renderer = orders.renderer {
            if let replaced = voice.renderer { retired.append(replaced) }
            voice.renderer = renderer
            jumps = true
            if let rate = renderer?.plan.sampleRate, rate != sampleRate { change(rate: rate) }
        }
        for note in orders.notes { live.strike(note) }
        if let loop = orders.loop { voice.loop = loop }
        if let click = orders.click, click != voice.click {
            voice.click = click
            jumps = true
        }
        if let position = orders.seek {
            voice.playhead.position = min(max(position, voice.song.lowerBound), voice.song.upperBound)
            jumps = true
        }
        switch orders.motion {
        case .pause:
            voice.playhead.motion = .standing
            jumps = true
        case .play(let countIn):
            let frames = -(countIn?.beats.first?.frame ?? 0)
            if frames > 0 {
                voice.countIn = countIn
                voice.playhead.motion = .countingIn(frames)
                jumps = true
            } else if !old.isMoving {
                voice.playhead.motion = .moving
            }
        case nil: break
        }
        outgoing = jumps && old.isMoving && sampleRate == (old.renderer?.plan.sampleRate ?? sampleRate) ? old : nil
    }

    private mutating func change(rate: Double) {
        voice.playhead.position = Int((Double(voice.playhead.position) * rate / sampleRate).rounded())
        sampleRate = rate
        block = StereoBlock(frames: Self.blockFrames(rate))
        outgoingBlock = StereoBlock(frames: Self.blockFrames(rate))
        metronome = Metronome(sampleRate: rate)
    }

    /// Whether nothing sounds from the next block on.
    package var isSilent: Bool { !voice.isMoving && outgoing == nil && live.isSilent }

    /// Mixes that are no longer used, to be freed elsewhere.
    mutating func takeRetired() -> [MixRenderer] {
        defer { retired.removeAll() }
        return retired
    }

    /// Renders the next block.
    package mutating func render() {
        let wasMoving = voice.isMoving
        defer { hasEnded = wasMoving && !voice.isMoving }
        spans.removeAll(keepingCapacity: true)
        trackPeaks.removeAll(keepingCapacity: true)
        for _ in 0..<(voice.renderer?.plan.tracks.count ?? 0) { trackPeaks.append(StereoPeak()) }
        masterPeak = StereoPeak()
        voice.render(left: block.left, right: block.right, metronome: metronome) { span, left, right, renderer in
            spans.append(span)
            guard span.motion == .moving else { return }
            let frames = span.first..<span.first + span.count
            for track in trackPeaks.indices {
                trackPeaks[track].formMaximum(renderer?.peak(ofTrack: track, in: frames) ?? StereoPeak())
            }
            masterPeak.formMaximum(StereoPeak(left: UnsafeBufferPointer(left), right: UnsafeBufferPointer(right)))
        }
        defer { addLive() }
        guard outgoing != nil else { return }
        outgoing?.render(left: outgoingBlock.left, right: outgoingBlock.right, metronome: metronome) { _, _, _, _ in }
        block.fadeIn(from: outgoingBlock)
        outgoing = nil
    }

    /// Adds the notes that are struck to the block. Without any, and once the limiter has let go, the block is the mix's own.
    private mutating func addLive() {
        guard !live.isSilent || !limiter.isAtRest else { return }
        let decibels = voice.renderer?.plan.master.limiterCeiling ?? MasterSettings.usualCeiling
        // a mix alone is left as it is
        let ceiling = live.isSilent ? Float.infinity : Float(pow(10, decibels / 20))
        live.add(left: block.left, right: block.right, sampleRate: sampleRate)
        limiter.limit(left: block.left, right: block.right, ceiling: ceiling, sampleRate: sampleRate)
        masterPeak = StereoPeak(left: UnsafeBufferPointer(block.left), right: UnsafeBufferPointer(block.right))
    }
}
