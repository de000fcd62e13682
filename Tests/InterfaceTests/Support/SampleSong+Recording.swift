import AudioFiles
import Foundation
import Interface
import Signal
import Songs
import TestSupport

extension SampleSong {
    /// The same song over a real voice, one of the samples that ship, for captures to look at.
    /// - Parameter accompaniment: a take to show; the vocal, softer and later, where there is none.
    static func recorded(accompaniment: URL?) throws -> WorkstationState {
        let folder = Fixture.folder.deletingLastPathComponent().deletingLastPathComponent()
        let audio = try AudioReader.read(folder.appendingPathComponent("samples/paper-boats.flac"))
        let band = try accompaniment.map { try AudioReader.read($0) }
        var state = state
        state.song.vocal = .init(
            file: "vocal.wav", sampleRate: audio.sampleRate, frameCount: audio.frameCount, loudness: -18,
            source: "paper-boats.flac")
        state.media.vocal = try picture(audio)
        for take in state.song.takes { state.media.takes[take.id] = try picture(band ?? audio) }
        state.deck.position = Int(12.34 * audio.sampleRate)
        return state
    }

    private static func picture(_ audio: AudioBuffer) throws -> Media.Picture {
        let samples = audio.mono()
        let slow = try Resampler.resample(AudioBuffer(sampleRate: audio.sampleRate, mono: samples), to: 24000)
        return Media.Picture(
            peaks: PeakPyramid(samples), sampleRate: audio.sampleRate, mel: MelFrontEnd().logMel(slow.mono()))
    }
}
