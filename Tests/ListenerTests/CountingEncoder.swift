import Listener
import Synchronization

/// An encoder that remembers in which tunings it was asked.
final class CountingEncoder: Encoding {
    let tunings = Mutex<[Double]>([])
    let posteriors: Posteriors

    init(_ posteriors: Posteriors) { self.posteriors = posteriors }

    func posteriors(of samples: [Float]) throws -> Posteriors { try posteriors(of: samples, tuning: 0) }

    func posteriors(of samples: [Float], tuning: Double) throws -> Posteriors {
        tunings.withLock { $0.append(tuning) }
        return posteriors
    }

    var count: Int { tunings.withLock { $0.count } }
}
