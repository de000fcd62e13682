/// Why StemGen can't play.
public enum StemGenError: Error, CustomStringConvertible, Equatable {
    case otherCodec(path: String)

    public var description: String {
        switch self {
        case .otherCodec(let path):
            "The weights \(path) write the tokens of another codec; give the codec that they were trained with, too."
        }
    }
}
