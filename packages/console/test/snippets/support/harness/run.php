<?php
// Judges requests, one a line, by the file verify_<n>.php of each, whose functions are in a namespace of their own.
while (($line = fgets(STDIN)) !== false) {
    $fields = explode("\t", rtrim($line, "\n"));
    [$number, $body] = array_splice($fields, 0, 2);
    require_once __DIR__ . "/verify_$number.php";
    $server = [];
    foreach (array_chunk($fields, 2) as [$name, $value]) {
        $server['HTTP_' . strtoupper(strtr($name, '-', '_'))] = $value;
    }
    echo "verify_$number\\webhook_is_verified"($server, base64_decode($body)) ? "true\n" : "false\n";
}
