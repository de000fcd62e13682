/// Why training can't begin or go on.
public enum TrainingError: Error, CustomStringConvertible {
    case configuration(path: String, reason: String)
    case noData(path: String)
    case noPairs(path: String)
    case noFolds(system: String)
    case noStems(path: String)
    case songsTooShort(split: String, needed: String)
    case checkpointExists(path: String)
    case checkpointDiffers(path: String, reason: String)
    case notesUnfit(path: String, reason: String)
    case diverged(step: Int)
    case unknownSystem(String, known: [String])

    public var description: String {
        switch self {
        case .configuration(let path, let reason): "The training configuration \(path) can't be used: \(reason)"
        case .noData(let path):
            "\(path) holds no finished training songs. Build them with `backline corpus build --out \(path)`."
        case .noPairs(let path): "\(path) holds no pair that may be trained on"
        case .noFolds(let system):
            "\(system) is not trained in folds: --folds and --fold are for a listener whose configuration names pairs"
        case .noStems(let path):
            "\(path) has no stems. Build the corpus with `backline corpus build --stems`."
        case .songsTooShort(let split, let needed):
            "No \(split) song is long enough: an example takes \(needed). Build longer songs or shorten the examples."
        case .checkpointExists(let path):
            "\(path) already holds a training run. Go on with it by --resume, or choose another --out."
        case .checkpointDiffers(let path, let reason): "The run in \(path) can't be resumed: \(reason)"
        case .notesUnfit(let path, let reason): "The notes in \(path) can't be trained on: \(reason)."
        case .diverged(let step):
            "Training diverged at step \(step): the gradient was not finite in ten steps. Lower the rate."
        case .unknownSystem(let name, let known):
            "There is no system \"\(name)\" to train; there are \(known.joined(separator: ", "))."
        }
    }
}
