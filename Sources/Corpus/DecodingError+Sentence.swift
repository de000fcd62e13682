extension DecodingError {
    /// What is wrong with the file, for whoever wrote it.
    package var sentence: String {
        func path(_ context: Context) -> String {
            context.codingPath.map { $0.intValue.map { "item \($0 + 1)" } ?? "\"\($0.stringValue)\"" }
                .joined(separator: ", ")
        }
        switch self {
        case .keyNotFound(let key, _): return "it lacks \"\(key.stringValue)\""
        case .valueNotFound(_, let context), .typeMismatch(_, let context):
            return context.codingPath.isEmpty ? "it is no object of JSON" : "\(path(context)) is not what it should be"
        case .dataCorrupted(let context):
            return context.codingPath.isEmpty ? "it is not JSON" : "\(path(context)) is not what it should be"
        @unknown default: return "it is not JSON"
        }
    }
}
