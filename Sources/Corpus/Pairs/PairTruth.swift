import AudioFiles
import Foundation
import Music

/// What a vocal's real backing says of the song: beats, bars, chords and key, tracked in it, and how far to trust them.
public struct PairTruth: Sendable, Equatable {
    public var sheet: LeadSheet
    /// Beats a minute; the median.
    public var tempo: Double
    /// 0...1: how far a second beat tracker agrees; nil where it was not asked.
    public var agreement: Double?
    /// The steady grid nearest to the beats, and of its beats the first that begins a bar.
    public var grid: SteadyGrid
    public var firstDownbeat: Double

    /// - Parameter tempo: nil for that of the sheet's beats.
    /// - Returns: nil for fewer than two beats, and for beats that do not rise.
    public init?(sheet: LeadSheet, tempo: Double? = nil, agreement: Double? = nil) {
        guard let grid = SteadyGrid(fitting: sheet.beats) else { return nil }
        self.sheet = sheet
        self.tempo = tempo ?? sheet.tempo
        self.agreement = agreement
        self.grid = grid
        // where most bars begin: a tracker that lost a beat begins the bars after it elsewhere
        let meter = max(sheet.meter, 1)
        var bars = [Int](repeating: 0, count: meter)
        for downbeat in sheet.downbeatTimes { bars[(grid.place(of: downbeat) % meter + meter) % meter] += 1 }
        let phase = bars.indices.max { (bars[$0], -$0) < (bars[$1], -$1) } ?? 0
        firstDownbeat =
            SteadyGrid(period: grid.period * Double(meter), origin: grid.time(of: phase))
            .beats(in: 0..<(grid.period * Double(meter + 1))).first ?? grid.time(of: phase)
    }

    /// - Throws: `PairSetError.missingTruth` and `.damagedTruth`.
    public init(contentsOf url: URL) throws {
        let data: Data
        do { data = try Data(contentsOf: url) } catch CocoaError.fileReadNoSuchFile {
            throw PairSetError.missingTruth(url)
        } catch {
            throw PairSetError.damagedTruth(url, reason: (error as NSError).localizedDescription)
        }
        let record: Record
        do { record = try JSONDecoder().decode(Record.self, from: data) } catch let error as DecodingError {
            throw PairSetError.damagedTruth(url, reason: error.sentence)
        }
        guard let truth = PairTruth(sheet: try record.sheet(url), tempo: record.tempo, agreement: record.agreement)
        else {
            throw PairSetError.damagedTruth(url, reason: "it needs two beats or more, each later than the one before")
        }
        self = truth
    }

    /// The file as it is written.
    private struct Record: Decodable {
        var beats: [Double]
        var downbeats: [Double]
        var meter: Int
        var tempo: Double
        var chords: [Span]
        var key: String
        var agreement: Double?

        /// Seconds from, seconds to and a name, or N where nobody plays.
        struct Span: Decodable {
            var start: Double
            var end: Double
            var name: String

            init(from decoder: any Decoder) throws {
                var container = try decoder.unkeyedContainer()
                start = try container.decode(Double.self)
                end = try container.decode(Double.self)
                name = try container.decode(String.self)
            }
        }

        /// Seconds that a downbeat may lie from the beat it is, by rounding.
        private static let rounding = 0.02

        func sheet(_ url: URL) throws -> LeadSheet {
            func damaged(_ reason: String) -> PairSetError { .damagedTruth(url, reason: reason) }
            guard let known = Key(parsing: key) else { throw damaged("\"\(key)\" is no key") }
            guard Meter.range.contains(meter) else { throw damaged("a metre of \(meter) beats can't be counted") }
            guard (beats + downbeats + [tempo]).allSatisfy({ $0.isFinite && $0 >= 0 }), tempo > 0 else {
                throw damaged("beats, downbeats and tempo must be finite and not negative")
            }
            let spans = try chords.map { span -> LeadSheet.Span in
                guard span.end >= span.start else { throw damaged("a chord ends at \(span.end), before it begins") }
                if span.name == "N" { return .init(start: span.start, end: span.end, chord: nil) }
                guard let chord = Chord(parsing: span.name) else { throw damaged("\"\(span.name)\" is no chord") }
                return .init(start: span.start, end: span.end, chord: chord)
            }
            let places = try downbeats.map { time -> Int in
                guard let place = beats.firstIndex(where: { abs($0 - time) <= Self.rounding }) else {
                    throw damaged("the downbeat at \(time) s is none of its beats")
                }
                return place
            }
            return LeadSheet(beats: beats, downbeats: places, meter: meter, key: known, chords: spans)
        }
    }
}
