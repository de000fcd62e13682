import Foundation
import Playback
import Signal

/// An empty folder of its own, gone when the test ends.
final class Scratch {
    let folder: URL

    init() throws {
        folder = FileManager.default.temporaryDirectory.appendingPathComponent("backline-test-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    }

    // Nothing is lost when a temporary folder stays.
    deinit { try? FileManager.default.removeItem(at: folder) }

    func url(_ name: String) -> URL { folder.appendingPathComponent(name) }

    /// The floats of a raw file; empty where there is none yet.
    func floats(_ name: String) -> [Float] {
        guard let data = FileManager.default.contents(atPath: url(name).path) else { return [] }
        return floats(in: data)
    }

    private func floats(in data: Data) -> [Float] {
        data.withUnsafeBytes { bytes in
            (0..<bytes.count / 4).map { bytes.loadUnaligned(fromByteOffset: 4 * $0, as: Float.self) }
        }
    }
}

func noise(_ count: Int, seed: UInt64 = 1, amplitude: Float = 0.1) -> [Float] {
    var generator = SeededGenerator(seed: seed)
    return generator.normals(count).map { $0 * amplitude }
}

func sine(hertz: Double, count: Int, amplitude: Double = 0.5, rate: Double = 48000) -> [Float] {
    (0..<count).map { Float(amplitude * sin(2 * .pi * hertz * Double($0) / rate)) }
}

/// A plan of one stereo track.
func plan(_ samples: [Float], rate: Double = 48000, name: String = "vocal", lane: Int = 0, ceiling: Double? = nil)
    -> MixPlan
{
    let audio = AudioBuffer(sampleRate: rate, channels: [samples, samples.map { -0.5 * $0 }])
    return MixPlan(
        sampleRate: rate, frameCount: samples.count, tracks: [.init(StripID(lane: lane), name: name, audio: audio)],
        master: .init(limiterCeiling: ceiling))
}

func mix(_ plan: MixPlan) -> [[Float]] {
    var renderer = MixRenderer(plan)
    return renderer.render(0..<plan.frameCount).channels
}
