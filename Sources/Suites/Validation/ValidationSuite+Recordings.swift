import Evaluation
import Foundation

extension ValidationSuite {
    /// Vocals of which nothing else is known.
    /// - Parameter files: by name.
    func measure(
        recordings files: [String: URL], source: String
    ) throws -> (recordings: SuiteRecordings, pictures: [PairPicture]) {
        var rows = systems.map { SuiteRowInMaking(.vocalAlone, $0.generator.description) }
        var pictures: [PairPicture] = []
        for (index, file) in files.sorted(by: { $0.key < $1.key }).enumerated() {
            let vocal = try PairSound(file: file.value)
            try write(vocal, file.key, in: "recordings/vocals")
            var sounds: [(row: Int, sound: PairSound)] = []
            for (place, system) in systems.enumerated() {
                let label = "\(file.key), \(index + 1) of \(files.count)"
                guard
                    let made = try take(
                        system, vocal.buffer, number: index, name: file.key, label: label, into: &rows[place])
                else { continue }
                try write(made.sound, file.key, in: "recordings/\(system.generator.name)")
                sounds.append((place, made.sound))
            }
            let heard = try evaluation.hear(vocal, and: sounds.map(\.sound), isDescribed: false)
            for (sound, accompaniment) in zip(sounds, heard.accompaniments) {
                rows[sound.row].pairs.append(
                    HeardPair(name: file.key, vocal: heard.vocal, generated: accompaniment))
            }
            if index < self.pictures {
                pictures.append(
                    PairPicture(
                        name: file.key,
                        sounds: [("vocal", vocal)] + sounds.map { (rows[$0.row].caption, $0.sound) }))
            }
        }
        return (SuiteRecordings(source: source, rows: try rows.map { try $0.finished(evaluation) }), pictures)
    }
}
