import Foundation

#if canImport(FoundationXML)
    import FoundationXML
#endif

/// What another program reads in MusicXML.
final class MusicReader: NSObject, XMLParserDelegate {
    private(set) var problem: String?
    /// Divisions in each measure.
    private(set) var lengths: [Int] = []
    /// "Am@1": the measure from 0.
    private(set) var chords: [String] = []
    private(set) var starts = 0
    private(set) var stops = 0
    private var text = ""
    private var root = ""
    private var kind = ""
    private var bass = ""

    init(_ xml: String) {
        super.init()
        let parser = XMLParser(data: Data(xml.utf8))
        parser.delegate = self
        parser.shouldResolveExternalEntities = false
        if !parser.parse() {
            problem = "\(parser.parserError?.localizedDescription ?? "?") in line \(parser.lineNumber)"
        }
    }

    func parser(
        _ parser: XMLParser, didStartElement name: String, namespaceURI: String?, qualifiedName: String?,
        attributes: [String: String]
    ) {
        text = ""
        switch name {
        case "measure": lengths.append(0)
        case "harmony": (root, kind, bass) = ("", "", "")
        case "kind": kind = attributes["text"] ?? ""
        case "tie": if attributes["type"] == "start" { starts += 1 } else { stops += 1 }
        default: break
        }
    }

    func parser(_ parser: XMLParser, foundCharacters characters: String) { text += characters }

    func parser(_ parser: XMLParser, didEndElement name: String, namespaceURI: String?, qualifiedName: String?) {
        func accidental(_ alter: String) -> String { alter == "1" ? "#" : "b" }
        switch name {
        case "duration": lengths[lengths.count - 1] += Int(text) ?? 0
        case "root-step": root = text
        case "root-alter": root += accidental(text)
        case "bass-step": bass = "/" + text
        case "bass-alter": bass += accidental(text)
        case "harmony":
            if kind != "N.C." { chords.append("\(root)\(kind)\(bass)@\(lengths.count - 1)") }
        default: break
        }
    }
}

/// What another program reads in a MIDI file: everything in seconds.
struct MIDIReader {
    struct Failure: Error {}

    private(set) var tracks: [String] = []
    private(set) var notes: [String: [(start: Double, end: Double, pitch: Int)]] = [:]
    private(set) var markers: [(text: String, seconds: Double)] = []
    private(set) var key: [Int] = []
    private(set) var meters: [(tick: Int, beats: Int, unit: Int)] = []
    private var tempi: [(tick: Int, microseconds: Int)] = []
    private var quarter = 0

    init(_ data: Data) throws {
        var bytes = Array(data)[...]
        func number(_ count: Int) -> Int {
            let value = bytes.prefix(count).reduce(0) { $0 << 8 | Int($1) }
            bytes = bytes.dropFirst(count)
            return value
        }
        func word() -> String {
            let text = String(decoding: bytes.prefix(4), as: UTF8.self)
            bytes = bytes.dropFirst(4)
            return text
        }
        guard word() == "MThd", number(4) == 6, number(2) == 1 else { throw Failure() }
        let count = number(2)
        quarter = number(2)
        var raw: [(track: String, start: Int, end: Int, pitch: Int)] = []
        var marks: [(text: String, tick: Int)] = []
        for _ in 0..<count {
            guard word() == "MTrk" else { throw Failure() }
            let length = number(4)
            var body = bytes.prefix(length)
            bytes = bytes.dropFirst(length)
            func variable() -> Int {
                var value = 0
                while let byte = body.popFirst() {
                    value = value << 7 | Int(byte & 0x7F)
                    if byte < 0x80 { break }
                }
                return value
            }
            var (tick, name) = (0, "")
            var open: [Int: Int] = [:]
            while !body.isEmpty {
                tick += variable()
                guard let status = body.popFirst() else { throw Failure() }
                if status == 0xFF {
                    let kind = body.popFirst() ?? 0
                    let size = variable()
                    let payload = Array(body.prefix(size))
                    body = body.dropFirst(size)
                    let text = String(decoding: payload, as: UTF8.self)
                    switch kind {
                    case 3: name = text
                    case 6: marks.append((text, tick))
                    case 0x51: tempi.append((tick, payload.reduce(0) { $0 << 8 | Int($1) }))
                    case 0x58: meters.append((tick, Int(payload[0]), 1 << Int(payload[1])))
                    case 0x59: key = [Int(Int8(bitPattern: payload[0])), Int(payload[1])]
                    default: break
                    }
                } else {
                    guard let pitch = body.popFirst(), let velocity = body.popFirst() else { throw Failure() }
                    if status & 0xF0 == 0x90, velocity > 0 {
                        open[Int(pitch)] = tick
                    } else if let start = open.removeValue(forKey: Int(pitch)) {
                        raw.append((name, start, tick, Int(pitch)))
                    }
                }
            }
            tracks.append(name)
        }
        for note in raw {
            notes[note.track, default: []].append((seconds(note.start), seconds(note.end), note.pitch))
        }
        for track in notes.keys { notes[track]?.sort { $0.start < $1.start } }
        markers = marks.map { ($0.text, seconds($0.tick)) }.sorted { $0.seconds < $1.seconds }
    }

    func seconds(_ tick: Int) -> Double {
        var (time, place, tempo) = (0.0, 0, 500_000)
        for change in tempi.sorted(by: { $0.tick < $1.tick }) where change.tick <= tick {
            time += Double(change.tick - place) * Double(tempo) / 1e6 / Double(quarter)
            (place, tempo) = (change.tick, change.microseconds)
        }
        return time + Double(tick - place) * Double(tempo) / 1e6 / Double(quarter)
    }

    /// Seconds.
    func barLines(until end: Double) -> [Double] {
        var lines: [Double] = []
        var tick = 0
        while seconds(tick) <= end {
            lines.append(seconds(tick))
            guard let meter = meters.last(where: { $0.tick <= tick }) else { break }
            tick += meter.beats * quarter * 4 / meter.unit
        }
        return lines
    }
}
