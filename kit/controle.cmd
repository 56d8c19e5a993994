@echo off
rem Start het controleprogramma als leesbaar script, met de ongewijzigde node.exe die de uitgever (OpenJS Foundation) ondertekende.
rem Niets uit de omgeving van deze pc mag iets aan het script toevoegen.
setlocal
set NODE_OPTIONS=
set NODE_PATH=
set NODE_EXTRA_CA_CERTS=
set OPENSSL_CONF=
set NODE_REPL_EXTERNAL_MODULE=
"%~dp0node.exe" "%~dp0zegel-verify.cjs" %*
exit /b %ERRORLEVEL%
