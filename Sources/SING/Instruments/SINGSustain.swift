import Foundation
import Tensors

/// Holds notes for longer than the model has learned: embeddings of their middle are passed forth and back again, while
/// carriers' phases go on, and what died away on the way goes on dying away.
struct SINGSustain {
    /// Seconds: the stretch that is repeated. The library's notes are let go after 3 s.
    static let start = 1.5
    static let end = 2.8

    /// Of the note's level by itself, nepers a second; 0 for one that does not die away.
    let decay: Double
    let sizes: SINGSizes
    let sampleRate: Double

    /// How fast samples die away between the thirds of the stretch, nepers a second.
    static func decay(of samples: [Float], sampleRate: Double) -> Double {
        func level(_ from: Double, _ to: Double) -> Double {
            let stretch = samples[min(Int(from * sampleRate), samples.count)..<min(Int(to * sampleRate), samples.count)]
            return stretch.reduce(0.0) { $0 + Double($1 * $1) } / Double(max(stretch.count, 1))
        }
        let third = (end - start) / 3
        let (early, late) = (level(start, start + third), level(end - third, end))
        guard early > 0, late > 0 else { return 0 }
        // powers, and twice the amplitude's exponent
        return max(log(early / late) / 2 / (2 * third), 0)
    }

    /// Which of the note's embeddings stands at each place of a longer one, and how many embeddings later.
    func places(count: Int) -> [Int] {
        func embedding(_ seconds: Double) -> Int {
            (Int(seconds * sampleRate) + sizes.lead) / sizes.stride + sizes.context / 2
        }
        let (first, last) = (embedding(Self.start), embedding(Self.end))
        let span = last - first
        return (0..<count).map { place in
            guard place > last else { return place }
            let way = (place - last) % (2 * span)
            return way <= span ? last - way : first + way - span
        }
    }

    /// - Parameters:
    ///   - embeddings: of one note, (1, D, T).
    ///   - timbre: what its instrument adds to levels.
    ///   - samples: how many are wanted from the note's beginning on.
    func prolonged(
        _ embeddings: Tensor, pitch: Tensor, timbre: Tensor, decoder: CarrierDecoder, samples: Int
    ) throws -> [Float] {
        let count = sizes.embeddings(samples: samples + sizes.lead)
        let places = places(count: count)
        let chosen = embeddings.selecting(Tensor(places, shape: [count]), dimension: 2)
        var made = Array(try decoder(chosen, pitches: pitch, timbre: timbre).floats().dropFirst(sizes.lead))
        for index in made.indices {
            let place = min(
                Double(index + sizes.lead) / Double(sizes.stride) + Double(sizes.context / 2), Double(count - 1))
            let lower = Int(place)
            let upper = min(lower + 1, count - 1)
            let share = place - Double(lower)
            let source = Double(places[lower]) * (1 - share) + Double(places[upper]) * share
            let late = (place - source) * Double(sizes.stride) / sampleRate
            if late > 0 { made[index] *= Float(exp(-decay * late)) }
        }
        return made
    }
}
