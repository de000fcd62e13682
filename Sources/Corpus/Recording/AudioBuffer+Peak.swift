import Foundation
import Signal

extension AudioBuffer {
    /// The same sound with its highest sample at a level; silence stays as it is.
    /// - Parameter decibels: relative to full scale.
    func peakNormalized(to decibels: Double) -> AudioBuffer {
        let peak = channels.map { $0.reduce(Float(0)) { max($0, abs($1)) } }.max() ?? 0
        guard peak > 0 else { return self }
        let gain = Float(pow(10, decibels / 20)) / peak
        var result = self
        for channel in result.channels.indices {
            for index in result.channels[channel].indices { result.channels[channel][index] *= gain }
        }
        return result
    }
}
