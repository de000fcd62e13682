import Foundation
import Interface
import Listener
import Music
import SING
import Signal
import Synchronization
import Tensors

/// Instruments for the screen: a `SINGInstrument`, loaded when it is first needed.
final class SINGGuide: Guide {
    private let hearing: VocalHearing
    private let loaded = Mutex<SINGInstrument?>(nil)

    /// - Parameter hearing: of the vocal that is doubled.
    init(hearing: VocalHearing) { self.hearing = hearing }

    /// - Throws: `GuideError`, and what loading throws.
    private func instrument() throws -> SINGInstrument {
        if let instrument = loaded.withLock({ $0 }) { return instrument }
        guard access(TrainedSING.bundledWeights.path, R_OK) == 0 else { throw GuideError.noWeights }
        try Engine.start()
        let instrument = try SINGInstrument()
        loaded.withLock { $0 = instrument }
        return instrument
    }

    func instruments() throws -> [String] { try instrument().names }

    func melody(of vocal: AudioBuffer, tuning: Tuning) throws -> [Note] {
        SungNote.played(try hearing.notes(of: vocal), tuning: tuning)
    }

    func play(_ notes: [Note], instrument name: String, tuning: Tuning) throws -> AudioBuffer {
        let instrument = try instrument()
        let part = SINGInstrument.Part(instrument: try instrument.number(of: name), notes: notes)
        let samples = try instrument.render([part], ratio: tuning.bandRatio)
        return AudioBuffer(sampleRate: instrument.sampleRate, mono: samples)
    }

    func keys(
        _ pitches: [Int], instrument name: String, touch: PianoKeys.Touch, tuning: Tuning
    ) throws -> [Int: AudioBuffer] {
        let ratio = tuning.bandRatio
        let instrument = try instrument()
        let number = try instrument.number(of: name)
        let playable = pitches.filter(instrument.pitches.contains)
        let sounds = try instrument.notes(
            playable.map {
                .init(
                    instrument: number, pitch: $0, velocity: touch.dynamic.velocity, seconds: touch.seconds * ratio)
            })
        return Dictionary(
            uniqueKeysWithValues: zip(playable, sounds).map {
                ($0, AudioBuffer(sampleRate: instrument.sampleRate * ratio, mono: $1))
            })
    }
}

/// Why no instrument can play.
enum GuideError: Error, CustomStringConvertible {
    case noWeights

    var description: String { "this build has no instruments: the weights of SING did not come with it" }
}
