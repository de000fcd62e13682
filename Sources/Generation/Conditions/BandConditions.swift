import Listener
import Music

/// FastSAG's door: what a band plays to whose A is 440 Hz and whose time begins with the take.
///
/// A voice in another tuning is told to it as a tape that runs faster or slower: pitch and time change together, so that
/// nothing is lost, and the sound that the band answers with is brought back the same way (`RetunedSound`). All seconds
/// of the band are those of the take times `ratio`: a voice 45 cents flat passes in 0.974 of its time.
struct BandConditions {
    /// In seconds of the band.
    let heard: Heard
    /// Frequencies of the take over those of the band; 1 where the band plays as the voice is sung.
    let ratio: Double
    /// Seconds of the band.
    let duration: Double

    init(_ order: Order) {
        let span = order.span
        var heard = order.heard
        if order.take.isPart { heard = heard.slice(from: span.part.lowerBound, to: span.part.upperBound) }
        if span.lead > 0 || span.tail > 0 { heard = heard.padded(before: span.lead, after: span.tail) }
        heard.leadSheet = span.leadSheet.shifted(by: -span.start)
        ratio = span.leadSheet.tuning?.bandRatio ?? 1
        duration = span.duration * ratio
        self.heard = ratio == 1 ? heard : heard.scaled(by: ratio)
    }
}
