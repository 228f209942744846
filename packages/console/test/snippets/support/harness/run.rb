# Judges requests, one a line, by the file verify_<n>.rb of each.
Request = Struct.new(:headers) do
  def get_header(name)
    headers[name]
  end
end

receivers = Hash.new do |known, number|
  snippet = Module.new
  snippet.module_eval(File.read(File.join(__dir__, "verify_#{number}.rb")))
  known[number] = Object.new.extend(snippet)
end

$stdin.each_line(chomp: true) do |line|
  number, body, *fields = line.split("\t", -1)
  headers = fields.each_slice(2).to_h { |name, value| ["HTTP_#{name.upcase.tr('-', '_')}", value] }
  puts receivers[number].webhook_verified?(Request.new(headers), body.unpack1("m0"))
end
