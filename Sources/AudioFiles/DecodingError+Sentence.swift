extension DecodingError {
    /// What is wrong with a JSON file and where, for whoever wrote it: "chords[2].name has to be a text in quotes".
    /// Items count from 0.
    package var sentence: String {
        func place(_ path: [any CodingKey]) -> String {
            let words = path.reduce(into: "") { text, key in
                if let index = key.intValue {
                    text += "[\(index)]"
                } else {
                    text += text.isEmpty ? key.stringValue : ".\(key.stringValue)"
                }
            }
            return words.isEmpty ? "it" : words
        }
        switch self {
        case .keyNotFound(let key, let context): return "\(place(context.codingPath + [key])) is missing"
        case .valueNotFound(_, let context): return "\(place(context.codingPath)) has no value"
        case .typeMismatch(let type, let context):
            return "\(place(context.codingPath)) has to be \(Self.name(of: type))"
        // Foundation says no more, also of a fraction where a whole number is due
        case .dataCorrupted(let context) where context.codingPath.isEmpty:
            return "it is no valid JSON, or a whole number in it has a fraction"
        case .dataCorrupted(let context): return "\(place(context.codingPath)): \(context.debugDescription)"
        @unknown default: return "\(self)"
        }
    }

    private static func name(of type: any Any.Type) -> String {
        switch type {
        case is any BinaryInteger.Type: "a whole number"
        case is any BinaryFloatingPoint.Type: "a number"
        case is Bool.Type: "true or false"
        case is String.Type: "a text in quotes"
        case is [Any].Type: "a list in brackets"
        default: "a group in braces"
        }
    }
}
