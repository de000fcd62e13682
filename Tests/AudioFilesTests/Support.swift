import Foundation
import Signal
import Testing

/// An empty folder of its own, gone when the test ends.
final class Scratch {
    let folder: URL

    init() throws {
        folder = FileManager.default.temporaryDirectory.appendingPathComponent("backline-test-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    }

    deinit { try? FileManager.default.removeItem(at: folder) }

    func url(_ name: String) -> URL { folder.appendingPathComponent(name) }

    func file(_ name: String, _ bytes: [UInt8]) throws -> URL {
        try Data(bytes).write(to: url(name))
        return url(name)
    }

    var names: [String] {
        get throws { try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted() }
    }
}

/// A RIFF file, byte by byte after Microsoft's format.
func wave(
    tag: UInt16 = 1, bits: UInt16, channels: UInt16 = 1, rate: UInt32 = 24000, samples: [UInt8],
    declared: UInt32? = nil,
    list: [UInt8] = []
) -> [UInt8] {
    let frame = channels * (bits / 8)
    let head =
        Array("WAVEfmt ".utf8) + bytes(UInt32(16)) + bytes(tag) + bytes(channels) + bytes(rate)
        + bytes(rate &* UInt32(frame)) + bytes(frame) + bytes(bits)
    let data = Array("data".utf8) + bytes(declared ?? UInt32(samples.count)) + samples
    let chunk = list.isEmpty ? [] : Array("LIST".utf8) + bytes(UInt32(list.count)) + list
    return Array("RIFF".utf8) + bytes(UInt32(head.count + chunk.count + data.count)) + head + chunk + data
}

func bytes<Value: FixedWidthInteger>(_ value: Value) -> [UInt8] { withUnsafeBytes(of: value.littleEndian, Array.init) }

func bytes(_ samples: [Float]) -> [UInt8] { samples.flatMap { bytes($0.bitPattern) } }

func sine(hertz: Double, sampleRate: Double, count: Int, amplitude: Double = 0.5) -> [Float] {
    (0..<count).map { Float(amplitude * sin(2 * .pi * hertz * Double($0) / sampleRate)) }
}

func noise(_ count: Int, seed: UInt64 = 1) -> [Float] {
    var generator = SeededGenerator(seed: seed)
    return (0..<count).map { _ in Float(generator.uniform(in: -1..<1)) }
}

func largestDifference(_ left: [Float], _ right: [Float]) -> Float {
    left.count == right.count ? zip(left, right).reduce(0) { max($0, abs($1.0 - $1.1)) } : .infinity
}

/// Amplitude and hertz of a sine, from its largest sample and its rising zero crossings.
func measure(_ samples: [Float], sampleRate: Double) -> (amplitude: Float, hertz: Double) {
    var crossings = [Double]()
    for index in samples.indices.dropFirst() where samples[index - 1] < 0 && samples[index] >= 0 {
        let before = Double(samples[index - 1])
        crossings.append(Double(index - 1) + before / (before - Double(samples[index])))
    }
    guard let first = crossings.first, let last = crossings.last, last > first else { return (0, 0) }
    return (samples.map(abs).max() ?? 0, Double(crossings.count - 1) * sampleRate / (last - first))
}
