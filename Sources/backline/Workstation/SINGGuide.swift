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
    private let loaded = Mutex<SINGInstrument?>(nil)

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

    func melody(of vocal: AudioBuffer) throws -> [Note] { SungNote.played(try VocalListener.notes(of: vocal)) }

    func play(_ notes: [Note], instrument name: String) throws -> AudioBuffer {
        let instrument = try instrument()
        let samples = try instrument.render([.init(instrument: try instrument.number(of: name), notes: notes)])
        return AudioBuffer(sampleRate: instrument.sampleRate, mono: samples)
    }

    func keys(_ pitches: [Int], instrument name: String, touch: PianoKeys.Touch) throws -> [Int: AudioBuffer] {
        let instrument = try instrument()
        let number = try instrument.number(of: name)
        let playable = pitches.filter(instrument.pitches.contains)
        let sounds = try instrument.notes(
            playable.map {
                .init(
                    instrument: number, pitch: $0, velocity: touch.dynamic.velocity, seconds: touch.seconds)
            })
        return Dictionary(
            uniqueKeysWithValues: zip(playable, sounds).map {
                ($0, AudioBuffer(sampleRate: instrument.sampleRate, mono: $1))
            })
    }
}

/// Why no instrument can play.
enum GuideError: Error, CustomStringConvertible {
    case noWeights

    var description: String { "this build has no instruments: the weights of SING did not come with it" }
}
