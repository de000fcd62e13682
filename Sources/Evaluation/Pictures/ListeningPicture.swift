import Foundation
import Listener
import Music
import Signal

/// What was heard, drawn over the spectrogram: chords in a lane above, bars and beats as lines, the sung pitch, seconds
/// below and the names of the octaves at the left.
public struct ListeningPicture {
    private let heard: Heard
    private let samples: [Float]
    private let title: String
    private let pixelsPerSecond: Double
    private let width: Int

    private static let left = 52
    private static let right = 16
    private static let titleHeight = 46
    private static let laneHeight = 34
    private static let rows = 434
    private static let axisHeight = 40
    /// Pixels: what a picture's sound takes where its length allows, at most, and a second's least and most.
    private static let usualWidth = 1600.0
    private static let longest = 6000.0
    private static let secondRange = 12.0...80.0
    /// Below this a chord or the beats have a question mark; as on the screen.
    private static let sureness = 0.5

    /// - Parameters:
    ///   - samples: what was listened to, 24 kHz mono.
    ///   - title: stands above, before tempo and key.
    public init(heard: Heard, samples: [Float], title: String) {
        self.heard = heard
        self.samples = samples
        self.title = title
        let seconds = max(Double(samples.count) / 24_000, 0.1)
        let density = min(max(Self.usualWidth / seconds, Self.secondRange.lowerBound), Self.secondRange.upperBound)
        let hop = max(Int((24_000 / min(density, Self.longest / seconds)).rounded()), 1)
        pixelsPerSecond = 24_000 / Double(hop)
        width = max(Int((seconds * pixelsPerSecond).rounded(.up)), 1)
    }

    public func png() -> Data {
        var raster = Raster(
            width: max(Self.left + width + Self.right, Raster.width(of: headline) + 2 * Self.left),
            height: Self.top + Self.rows + Self.axisHeight, colour: Self.background)
        raster.write(headline, x: Self.left, y: 16, Self.text)
        drawSpectrogram(on: &raster)
        drawOctaves(on: &raster)
        drawBeats(on: &raster)
        drawPitch(on: &raster)
        drawChords(on: &raster)
        drawSeconds(on: &raster)
        return PNG.file(width: raster.width, height: raster.height, pixels: raster.pixels, palette: Self.palette)
    }

    private static var top: Int { titleHeight + laneHeight }

    private var headline: String {
        let sheet = heard.leadSheet
        let tempo = String(format: "%.1f BPM", sheet.tempo) + (sheet.beatConfidence < Self.sureness ? "?" : "")
        let key = "\(sheet.key)" + ((heard.confidence?.key ?? 1) < Self.sureness ? "?" : "")
        return "\(title)   \(key)   \(tempo)   \(sheet.meter)/4"
    }

    private func column(_ seconds: Double) -> Int { Self.left + Int((seconds * pixelsPerSecond).rounded()) }

    // MARK: The sound

    private func drawSpectrogram(on raster: inout Raster) {
        let hop = Int((24_000 / pixelsPerSecond).rounded())
        let spectrogram = LogFrequencySpectrogram(samples, hop: hop, rows: Self.rows)
        let scale = Float(Self.ramp - 1) / -LogFrequencySpectrogram.floor
        for frame in 0..<min(spectrogram.frames, width) {
            for row in 0..<Self.rows {
                let level = (spectrogram.values[frame * Self.rows + row] - LogFrequencySpectrogram.floor) * scale
                raster[Self.left + frame, Self.top + Self.rows - 1 - row] = UInt8(level)
            }
        }
    }

    private func drawOctaves(on raster: inout Raster) {
        for octave in 0..<Int(LogFrequencySpectrogram.octaves) {
            let row = Self.rows * octave / Int(LogFrequencySpectrogram.octaves)
            let y = Self.top + Self.rows - 1 - row
            lighten(x: Self.left..<(Self.left + width), y: y..<(y + 1), by: 14, on: &raster)
            raster.fill(x: (Self.left - 6)..<Self.left, y: y..<(y + 1), Self.dim)
            raster.write("C\(octave + 2)", x: 16, y: y - 7 - (octave == 0 ? 4 : 0), Self.dim)
        }
    }

    /// Over the sound: what lies under it shows through.
    private func lighten(x: Range<Int>, y: Range<Int>, by amount: Int, on raster: inout Raster) {
        for row in y.clamped(to: 0..<raster.height) {
            for column in x.clamped(to: 0..<raster.width) where Int(raster[column, row]) < Self.ramp {
                raster[column, row] = UInt8(min(Int(raster[column, row]) + amount, Self.ramp - 1))
            }
        }
    }

    private func drawBeats(on raster: inout Raster) {
        let sheet = heard.leadSheet
        let downbeats = Set(sheet.downbeats)
        let bottom = Self.top + Self.rows
        // beats so close that they would cover the sound are left out
        let isCrowded = 60 / max(sheet.tempo, 1) * pixelsPerSecond < 6
        for (index, beat) in sheet.beats.enumerated() {
            let x = column(beat)
            if downbeats.contains(index) {
                lighten(x: x..<(x + 2), y: Self.top..<bottom, by: 66, on: &raster)
                raster.fill(x: x..<(x + 2), y: bottom..<(bottom + 9), Self.text)
            } else if !isCrowded {
                lighten(x: x..<(x + 1), y: Self.top..<bottom, by: 34, on: &raster)
                raster.fill(x: x..<(x + 1), y: bottom..<(bottom + 5), Self.dim)
            }
        }
    }

    private func drawPitch(on raster: inout Raster) {
        let track = heard.pitch
        func point(_ frame: Int) -> (x: Int, y: Int)? {
            guard track.hertz[frame] > 0,
                let row = LogFrequencySpectrogram.row(of: Double(track.hertz[frame]), rows: Self.rows)
            else { return nil }
            return (column(track.time(ofFrame: frame)), Self.top + Self.rows - 1 - Int(row))
        }
        // the dark edge first, so that the line runs over all of it
        for (radius, colour) in [(4, Self.background), (2, Self.pitch)] {
            for frame in 0..<track.frameCount {
                guard let here = point(frame) else { continue }
                let before = frame > 0 ? point(frame - 1) : nil
                // a jump to another note is no glide
                let from = before.map { abs($0.y - here.y) < 30 ? $0.y : here.y } ?? here.y
                let (low, high) = (min(from, here.y), max(from, here.y))
                raster.fill(
                    x: (here.x - radius + 1)..<(here.x + radius), y: (low - radius + 1)..<(high + radius), colour)
            }
        }
    }

    // MARK: Words

    private func drawChords(on raster: inout Raster) {
        let lane = (Self.titleHeight + 2)..<(Self.top - 4)
        for span in heard.leadSheet.chords {
            let box = column(max(span.start, 0))..<max(min(column(span.end) - 2, Self.left + width), column(span.start))
            guard !box.isEmpty, let chord = span.chord else { continue }
            let isSure = span.confidence >= Self.sureness
            raster.fill(x: box, y: lane, isSure ? Self.sureBox : Self.unsureBox)
            raster.fill(x: box, y: (lane.upperBound - 3)..<lane.upperBound, Self.root + UInt8(chord.root.value))
            let name = "\(chord)" + (isSure ? "" : "?")
            for scale in [2, 1] where Raster.width(of: name, scale: scale) + 4 <= box.count {
                raster.write(
                    name, x: box.lowerBound + (box.count - Raster.width(of: name, scale: scale)) / 2,
                    y: lane.lowerBound + (lane.count - 3 - BitmapFont.height * scale) / 2,
                    isSure ? Self.text : Self.dim, scale: scale)
                break
            }
        }
    }

    private func drawSeconds(on raster: inout Raster) {
        // as many marks as have room
        let step = [1.0, 2, 5, 10, 15, 30, 60, 120, 300, 600].first { $0 * pixelsPerSecond >= 76 } ?? 1200
        let duration = Double(samples.count) / 24_000
        for second in stride(from: 0, through: duration, by: step) {
            let text = String(format: "%d:%02d", Int(second) / 60, Int(second) % 60)
            let x = column(second)
            raster.fill(x: x..<(x + 1), y: (Self.top + Self.rows)..<(Self.top + Self.rows + 14), Self.dim)
            let left = x - (second > 0 ? Raster.width(of: text) / 2 : 0)
            raster.write(
                text, x: min(left, raster.width - Raster.width(of: text) - 2), y: Self.top + Self.rows + 19, Self.dim)
        }
    }

    // MARK: Colours

    /// Colours of the sound; the others come after them.
    private static let ramp = 224
    private static let background: UInt8 = 224
    private static let text: UInt8 = 225
    private static let dim: UInt8 = 226
    private static let pitch: UInt8 = 227
    private static let sureBox: UInt8 = 228
    private static let unsureBox: UInt8 = 229
    /// Twelve colours of roots.
    private static let root: UInt8 = 230

    /// From night blue over violet to a pale yellow, so that a bright green line is seen everywhere.
    private static let corners: [(Double, Double, Double)] = [
        (13, 13, 26), (26, 22, 56), (54, 32, 92), (96, 42, 112), (144, 56, 112), (192, 78, 96), (228, 116, 80),
        (246, 170, 96), (252, 230, 168),
    ]

    private static let palette: [UInt8] = {
        var colours = (0..<ramp).map { level -> [Double] in
            let place = Double(level) / Double(ramp - 1) * Double(corners.count - 1)
            let index = min(Int(place), corners.count - 2)
            let share = place - Double(index)
            let (low, high) = (corners[index], corners[index + 1])
            return [
                low.0 + share * (high.0 - low.0), low.1 + share * (high.1 - low.1), low.2 + share * (high.2 - low.2),
            ]
        }
        colours += [
            [9, 9, 16], [238, 238, 244], [150, 150, 172], [96, 255, 190], [44, 46, 74], [26, 27, 42],
        ]
        // neighbours in the circle of fifths have neighbouring colours
        colours += (0..<12).map { root in
            let angle = 2 * Double.pi * Double(root * 7 % 12) / 12
            return [0.0, 2, 4].map { 150 + 90 * cos(angle - $0 * Double.pi / 3) }
        }
        return colours.joined().map { UInt8($0.rounded()) } + [UInt8](repeating: 0, count: (256 - colours.count) * 3)
    }()
}
