import Foundation

/// What can go wrong while training songs are read or made.
public enum CorpusError: Error, CustomStringConvertible, Equatable {
    case cannotRead(URL, reason: String)
    case badLine(URL, line: Int, text: String)
    case unusable(identifier: Int, reason: String)
    case unusableSheet(title: String, reason: String)
    case unknownIdentifier(Int)
    case notForTraining(identifier: Int)
    case wrongSplit(URL, declared: String, actual: String)
    case lost(song: Int)
    case noTruth(URL)
    case noUsableSong(URL)
    case badTune(URL, reason: String)
    case noNotes(URL)
    case otherNotes(URL)

    public var description: String {
        switch self {
        case .cannotRead(let url, let reason): "cannot read \(url.path): \(reason)"
        case .badLine(let url, let line, let text):
            "\(url.path), line \(line): cannot understand \"\(text)\"; fetch the data set again"
        case .unusable(let identifier, let reason): "POP909 song \(identifier) cannot be used: \(reason)"
        case .unusableSheet(let title, let reason): "the lead sheet \(title) cannot be used: \(reason)"
        case .unknownIdentifier(let identifier):
            "song \(identifier) belongs to neither split: training is 1 to 809, validation 860 to 909"
        case .notForTraining(let identifier):
            "song \(identifier) is a validation song: train on songs 1 to 809 only"
        case .wrongSplit(let url, let declared, let actual):
            "\(url.path) says it is a \(declared) song, but its identifier makes it a \(actual) song; build it again"
        case .lost(let number): "song \(number) of the corpus was not made; ask for it again"
        case .noTruth(let folder):
            "\(folder.path) was built without the true pitch and the parts' activity; build it again into a new folder"
        case .noUsableSong(let folder): "none of the songs in \(folder.path) can be used"
        case .badTune(let url, let reason): "\(url.path) is no tune that can be sung: \(reason)"
        case .noNotes(let folder):
            "\(folder.path) holds no finished notes: make them with `backline corpus notes --out \(folder.path)`"
        case .otherNotes(let folder):
            "\(folder.path) holds a library of other notes or instruments: choose another folder"
        }
    }
}
