import Foundation

/// Bands from 0 Hz up that are evenly spaced on the Mel scale, for curves over frequency that are straight between them.
struct BandScale {
    let count: Int
    /// Hertz, of the last band.
    let highest: Double

    private func mel(_ frequency: Double) -> Double { log1p(frequency / 700) }

    /// The bands beside a frequency and what each has to say there; the shares add up to 1.
    func weights(at frequency: Double) -> [(band: Int, weight: Float)] {
        let place = min(max(mel(frequency) / mel(highest), 0), 1) * Double(count - 1)
        let lower = min(Int(place), count - 2)
        let share = Float(place - Double(lower))
        return [(lower, 1 - share), (lower + 1, share)]
    }
}
