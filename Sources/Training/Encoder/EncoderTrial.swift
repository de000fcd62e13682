import Corpus
import Listener

/// A stretch of a validation song as it was recorded: the voice alone and with the band.
struct EncoderTrial {
    let voice: EncoderExample
    let mix: EncoderExample

    /// The stretch begins a quarter into what the song has too much.
    init(_ song: RenderedSong, length: Int, _ frontEnd: EncoderFrontEnd) {
        let targets = EncoderTargets(song)
        let start = max(targets.tokens - length, 0) / 4
        let samples = (start * Posteriors.hop)..<((start + length) * Posteriors.hop)
        func cut(_ list: [Float]) -> [Float] {
            let part = Array(list[min(samples.lowerBound, list.count)..<min(samples.upperBound, list.count)])
            return part + [Float](repeating: 0, count: samples.count - part.count)
        }
        let voice = cut(song.vocal), band = cut(song.accompaniment)
        // as loud as each other
        func energy(_ list: [Float]) -> Float { list.reduce(0) { $0 + $1 * $1 } + 1e-9 }
        let gain = (energy(voice) / energy(band)).squareRoot()
        self.voice = EncoderExample(
            recorded: frontEnd.powers(of: voice), targets, start: start, length: length, isSung: true, hasBand: false)
        mix = EncoderExample(
            recorded: frontEnd.powers(of: zip(voice, band).map { $0 + gain * $1 }), targets, start: start,
            length: length, isSung: true, hasBand: true)
    }
}
