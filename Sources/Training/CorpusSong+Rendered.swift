import AudioFiles
import Corpus
import Listener

extension CorpusSong {
    /// The song of a corpus folder. What only the renderer knew is found again: the pitch is tracked, and a part counts
    /// as heard from the first token to the last.
    /// - Throws: `AudioFileError`, `ResamplerError`.
    func rendered() throws -> RenderedSong {
        let rate = RenderedSong.sampleRate
        let vocal = try AudioReader.read(self.vocal, resampledTo: rate, mono: true).mono()
        var band = try AudioReader.read(accompaniment, resampledTo: rate, mono: true).mono()
        band = band.prefix(vocal.count) + [Float](repeating: 0, count: max(vocal.count - band.count, 0))
        let heard = entry.instruments.reduce(UInt8(0)) { bits, instrument in
            bits | 1 << UInt8(Part.Name.allCases.firstIndex(of: instrument.name) ?? 0)
        }
        return RenderedSong(
            entry: entry, vocal: vocal, hertz: PitchTracker().track(vocal).hertz, accompaniment: band,
            activity: .init(repeating: heard, count: vocal.count / RenderedSong.tokenHop))
    }
}
